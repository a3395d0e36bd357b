using RobustRepro.Datasets;
using RobustRepro.Datasets.TinyImageNet;
using RobustRepro.Stimuli;

namespace RobustRepro.Studies.Tinyimagenet;

/// <summary>What the networks of the tinyimagenet study are trained on, as docs/preregistration.md fixes it.</summary>
internal static class TinyimagenetTraining
{
    /// <summary>The last training images of each category; no network trains on them, and they choose
    /// recipes.</summary>
    public const int HeldOutPerCategory = 50;

    /// <exception cref="InvalidInputException">The photographs are not there, damaged, or too few.</exception>
    public static TrainingImages Open(string? path)
    {
        if (path is null)
            throw new InvalidInputException(TinyimagenetStimuli.NoImages);
        using TinyImageNetDataset photographs = TinyImageNetDataset.Open(path);
        IReadOnlyList<IReadOnlyList<TinyPhotograph>> sorted = PhotographCategories.Sorted(photographs.Training);
        foreach ((int category, IReadOnlyList<TinyPhotograph> images) in sorted.Index())
        {
            if (images.Count <= HeldOutPerCategory)
                throw new InvalidInputException(
                    $"{path}: there are {images.Count} training images of {PhotographCategories.All[category]}; the "
                        + $"tinyimagenet study needs more than {HeldOutPerCategory} of each category (Tiny ImageNet "
                        + "has 500 or more)"
                );
        }
        StimulusSet Load(string name, Func<IReadOnlyList<TinyPhotograph>, IEnumerable<TinyPhotograph>> part) =>
            photographs.Load(
                name,
                PhotographCategories.All,
                [.. sorted.SelectMany((images, category) => part(images).Select(p => (p, category)))]
            );
        return new(
            Load("tinyimagenet-train", images => images.SkipLast(HeldOutPerCategory)),
            // the attack sees the first of them
            ClassTurns.InTurn(Load("tinyimagenet-held-out", images => images.TakeLast(HeldOutPerCategory)))
        );
    }
}
