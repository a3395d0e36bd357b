using RobustRepro.Datasets;
using RobustRepro.Datasets.ImageNet;
using RobustRepro.Datasets.TinyImageNet;
using RobustRepro.Stimuli;
using RobustRepro.Stimuli.Trifeature;
using RobustRepro.Studies.Cifar10;
using RobustRepro.Studies.Imagenet;
using RobustRepro.Studies.Published;
using RobustRepro.Studies.Tinyimagenet;
using RobustRepro.Studies.Trifeature;
using TorchSharp;

namespace RobustRepro.Studies;

/// <summary>The studies by name.</summary>
public static class StudyRegistry
{
    /// <summary>The studies whose networks come with the suite, so that their verdicts are on record.</summary>
    public static IReadOnlyList<string> BuiltIn { get; } = [TrifeatureStudy.Id, Cifar10Study.Id, TinyimagenetStudy.Id];

    /// <summary>The studies that have networks to measure.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. BuiltIn, ImagenetStudy.Id];

    /// <summary>The studies that <c>verify</c> can run: also the one that judges published numbers
    /// (<see cref="PublishedStudy"/>).</summary>
    public static IReadOnlyList<string> Verifiable { get; } = [.. Names, PublishedStudy.Id];

    /// <param name="inputs">Where its data and networks are; what a study needs and was not given it says when asked
    /// for it.</param>
    /// <exception cref="InvalidInputException">No study has that name, or an input is not what it should
    /// be.</exception>
    public static IStudy Open(string name, StudyInputs? inputs = null, torch.Device? device = null)
    {
        NetworkStudy study = OpenFirst(name, inputs, device);
        return inputs?.Further is not { } further
            ? study
            : With(
                study,
                new SeveralRuns(
                    [study.Networks, .. further.Inputs.Select(run => OpenFirst(name, run, device).Networks)],
                    further.Standard,
                    further.Robust
                )
            );
    }

    private static NetworkStudy OpenFirst(string name, StudyInputs? inputs, torch.Device? device)
    {
        (NetworkStudy study, int size, IReadOnlyList<string[]> classes) = name switch
        {
            TrifeatureStudy.Id => (
                TrifeatureStudy.Open(inputs, device),
                TrifeatureScene.Size,
                OneName(TrifeatureGenerator.Classes)
            ),
            Cifar10Study.Id => (
                Cifar10Study.Open(inputs, device),
                Cifar10Dataset.Size,
                OneName(Cifar10Dataset.Classes)
            ),
            TinyimagenetStudy.Id => (
                TinyimagenetStudy.Open(inputs, device),
                TinyImageNetDataset.Size,
                OneName(PhotographCategories.All)
            ),
            ImagenetStudy.Id => (
                ImagenetStudy.Open(inputs, device),
                ImagenetNetworks.InputSize,
                ImageNetClasses.Names.Zip(ImageNetClasses.Ids, (word, id) => (string[])[word, id]).ToArray()
            ),
            PublishedStudy.Id => throw new InvalidInputException(
                $"the {PublishedStudy.Id} study has published numbers and no networks; only "
                    + $"'verify --study {PublishedStudy.Id}' judges it"
            ),
            _ => throw InvalidInputException.Unknown("study", name, Verifiable),
        };
        return inputs?.Onnx is { } files
            ? With(study, new OnnxNetworks(files, name, size, classes, () => Intact(study), device))
            : study;
    }

    private static string[][] OneName(IReadOnlyList<string> classes) => [.. classes.Select(c => (string[])[c])];

    /// <summary>A study with networks of others in place of its own.</summary>
    private static NetworkStudy With(NetworkStudy study, IStudyNetworks others) =>
        new(study.Info, others, study.Stimuli, study.Attacks, study.Claims)
        {
            OnRequest = study.OnRequest,
            Device = study.Device,
            Precision = study.Precision,
            Store = study.Store,
        };

    private static StimulusSet? Intact(NetworkStudy study) =>
        study.Stimuli.InMemory(StimulusName.Intact, NormalizationCheck.Images)?.Value;
}
