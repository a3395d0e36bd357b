using RobustRepro.Datasets;
using RobustRepro.Datasets.Geirhos;
using RobustRepro.Imaging;
using RobustRepro.Probes.Natural;
using RobustRepro.Stimuli;

namespace RobustRepro.Studies.Cifar10;

/// <summary>The stimuli of the cifar10 study: which sets, how many images, from which seeds.</summary>
internal static class Cifar10Stimuli
{
    /// <summary>The last of the training split, balanced over classes; no network trains with them.</summary>
    public const int ValidationImages = 1000;

    /// <summary>The first of the test split, balanced over classes.</summary>
    public const int TestImages = 1000;

    /// <summary>Photographs of the probe, the next of the test split: 30 of each class.</summary>
    public const int ProbePhotographs = 300;

    /// <summary>Texture patches of the probe, in the colours of the test images after those: 30 of each texture, so
    /// that no concept has a better chance of a high IoU than another by its size.</summary>
    public const int ProbePatches = 450;

    /// <summary>The last of the test split give their textures to stylized images.</summary>
    private const int StyleTextures = 1000;

    /// <summary>Images per pair of shape and texture, of the 90 pairs.</summary>
    public const int ConflictsPerPair = 10,
        HybridsPerPair = 5;

    /// <summary>Corruptions other than Gaussian noise are measured on the first of the test images.</summary>
    public const int CorruptedImages = 200;

    private const long StimulusSeed = 200,
        ProbeSeed = 204;

    /// <summary>How to get the images.</summary>
    public const string NoImages =
        "the cifar10 study needs its images: 'robustrepro data get cifar10-images' fetches them (or cifar10, the "
        + "official archive); those that lie elsewhere are named with --set Studies:Cifar10:Images=PATH, the archive, "
        + "a zip or a folder with train/CLASS and test/CLASS";

    /// <param name="path">The setting Studies:Cifar10:Images.</param>
    /// <exception cref="InvalidInputException">Nothing is set, or what is there cannot be read.</exception>
    public static StimulusSet Load(string? path, Cifar10Split split)
    {
        if (path is null)
            throw new InvalidInputException(NoImages);
        using Cifar10Dataset images = Cifar10Dataset.Open(path);
        return ClassTurns.InTurn(images.Load(split));
    }

    /// <summary>The test split, with as many images as the stimuli and the probe take, none of them twice.</summary>
    /// <param name="path">The setting Studies:Cifar10:Images.</param>
    /// <exception cref="InvalidInputException">Nothing is set, or what is there cannot be read or is too
    /// little.</exception>
    public static StimulusSet LoadTest(string? path)
    {
        StimulusSet test = Load(path, Cifar10Split.Test);
        int needed = (TestImages + ProbePhotographs + ProbePatches + StyleTextures) / test.Classes.Count;
        int[] labels = test.Labels;
        (int fewest, int lacking) = test.Classes.Select((_, c) => (labels.Count(l => l == c), c)).Min();
        if (fewest >= needed)
            return test;
        test.Dispose();
        throw new InvalidInputException(
            $"{path}: the test split has {fewest} images of {Cifar10Dataset.Classes[lacking]}; the cifar10 study "
                + $"needs {needed} or more of each class (CIFAR-10 has 1,000): 'robustrepro data get "
                + $"cifar10-images' gets them all"
        );
    }

    /// <summary>Photographs with colour names, and texture patches; none of them in the sets that claims are decided
    /// on.</summary>
    public static NaturalProbe Probe(StimulusSet test)
    {
        using StimulusSet photographs = test.Range(TestImages, ProbePhotographs),
            others = test.Range(TestImages + ProbePhotographs, ProbePatches);
        using StimulusSet patches = TexturePatches.Make(others, ProbeSeed);
        return new(photographs, patches);
    }

    /// <summary>Every set that is made of the test images; to make them all takes minutes, of which style transfer
    /// takes nearly all.</summary>
    public static StimulusCollection Test(StimulusSet test) =>
        new DerivedStimuli
        {
            Conflict = StimulusName.CueConflict,
            ConflictsPerPair = ConflictsPerPair,
            HybridsPerPair = HybridsPerPair,
            CorruptedImages = CorruptedImages,
            TransferredImages = TestImages,
            Seed = StimulusSeed,
        }.Of(test.First(TestImages), () => test.Range(test.Count - StyleTextures, StyleTextures));

    /// <summary>The published stimuli of the seven classes that CIFAR-10 shares with them, shrunk to 32 x 32.</summary>
    /// <param name="path">The setting Studies:Cifar10:Stimuli.</param>
    public static IEnumerable<StimulusSet> Published(string path)
    {
        ImagePreparation preparation = ImagePreparation.Stretch(Cifar10Dataset.Size);
        using IImageSet conflict = GeirhosStimuli.Open(path, GeirhosSet.CueConflict, SharedClasses.Words),
            silhouettes = GeirhosStimuli.Open(path, GeirhosSet.Silhouettes, SharedClasses.Words),
            edges = GeirhosStimuli.Open(path, GeirhosSet.Edges, SharedClasses.Words);
        StimulusSet shared = conflict.Load(StimulusName.PublishedConflict, preparation);
        yield return shared;
        yield return SharedClasses.AmongAll(shared, StimulusName.PublishedConflictAllClasses);
        using StimulusSet filled = silhouettes.Load(StimulusName.Silhouettes, preparation),
            drawn = edges.Load(StimulusName.Edges, preparation);
        yield return SharedClasses.AmongAll(filled, StimulusName.PublishedSilhouettes);
        yield return SharedClasses.AmongAll(drawn, StimulusName.Edges);
    }
}
