using RobustRepro.Datasets;
using RobustRepro.Stimuli;
using RobustRepro.Studies.Cifar10;
using RobustRepro.Studies.Tinyimagenet;
using RobustRepro.Studies.Trifeature;
using RobustRepro.Training;

namespace RobustRepro.Studies;

/// <summary>What the networks of a study are trained on.</summary>
/// <param name="Train">Shared by the S and the R of a seed.</param>
/// <param name="Validation">For the metrics during training only: no claim sees these images.</param>
public sealed record TrainingImages(StimulusSet Train, StimulusSet Validation) : IDisposable
{
    /// <summary>Studies whose networks can be trained.</summary>
    public static IReadOnlyList<string> Studies { get; } = ["trifeature", "cifar10", "tinyimagenet"];

    /// <summary>Side in pixels.</summary>
    public int Size => (int)Train.Images.shape[3];

    /// <param name="recipe">Its images are not for tinyimagenet, whose epochs draw from all there are.</param>
    /// <param name="seed">Of the run; for trifeature, where each has its own.</param>
    /// <param name="path">Where the study's images are; not for trifeature, which generates them.</param>
    /// <exception cref="InvalidInputException">There is no such study, or its images are missing, damaged or too
    /// few.</exception>
    public static TrainingImages Open(TrainingRecipe recipe, int seed, string? path) =>
        recipe.Study switch
        {
            "trifeature" => new(
                TrifeatureStimuli.Training(recipe.Images, seed, recipe.RandomTexture),
                TrifeatureStimuli.Validation()
            ),
            "cifar10" => OfCifar10(recipe.Images, path),
            "tinyimagenet" => TinyimagenetTraining.Open(path),
            _ => throw InvalidInputException.Unknown("study", recipe.Study, Studies),
        };

    public void Dispose()
    {
        Train.Dispose();
        Validation.Dispose();
    }

    private static TrainingImages OfCifar10(int count, string? path)
    {
        using StimulusSet all = Cifar10Stimuli.Load(path, Cifar10Split.Train);
        int most = all.Count - Cifar10Stimuli.ValidationImages;
        if (count > most)
            throw new InvalidInputException(
                $"the recipe asks for {count} training images; of {all.Count:N0}, "
                    + $"{Cifar10Stimuli.ValidationImages:N0} are kept for validation, so "
                    + $"{Math.Max(0, most):N0} are left"
            );
        StimulusSet validation = all.Range(most, Cifar10Stimuli.ValidationImages);
        return new(all.First(count), validation);
    }
}
