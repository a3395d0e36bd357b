using RobustRepro.Datasets;
using RobustRepro.Datasets.Geirhos;
using RobustRepro.Datasets.TinyImageNet;
using RobustRepro.Imaging;
using RobustRepro.Probes.Natural;
using RobustRepro.Stimuli;

namespace RobustRepro.Studies.Tinyimagenet;

/// <summary>The stimuli and the probe of the tinyimagenet study, as docs/preregistration.md fixes them.</summary>
internal sealed class TinyimagenetStimuli
{
    /// <summary>The first of each category's validation photographs; every accuracy is a balanced one.</summary>
    public const int TestImagesPerCategory = 50;

    /// <summary>How many of the stimuli that are made of test images.</summary>
    public const int ConflictsPerPair = 2,
        HybridsPerPair = 5,
        CorruptedImages = 220;

    /// <summary>One in so many of the classes that are no category, in the order of their WordNet ids.</summary>
    private const int ProbeClassStep = 6;

    /// <summary>Each object and each texture has as many, so that none has a better chance of a high IoU.</summary>
    private const int ProbeImagesPerConcept = 20;

    private const long StimulusSeed = 300,
        ProbeSeed = 304;

    /// <summary>How to get the photographs.</summary>
    public const string NoImages =
        "the tinyimagenet study needs its photographs: 'robustrepro data get tiny-imagenet' fetches them; those that "
        + "lie elsewhere are named with --set Studies:Tinyimagenet:Images=PATH, the folder tiny-imagenet-200 or a zip "
        + "of it";

    private readonly StimulusSet test;
    private readonly StimulusSet others;

    private TinyimagenetStimuli(StimulusSet test, StimulusSet others, NaturalProbe probe)
    {
        this.test = test;
        this.others = others;
        Probe = probe;
    }

    /// <summary>Photographs of other classes and texture patches.</summary>
    public NaturalProbe Probe { get; }

    /// <param name="path">The setting Studies:Tinyimagenet:Images.</param>
    /// <exception cref="InvalidInputException">Nothing is set, or what is there cannot be read or is too
    /// little.</exception>
    public static TinyimagenetStimuli Open(string? path)
    {
        if (path is null)
            throw new InvalidInputException(NoImages);
        using TinyImageNetDataset photographs = TinyImageNetDataset.Open(path);
        IReadOnlyList<IReadOnlyList<TinyPhotograph>> sorted = PhotographCategories.Sorted(photographs.Validation);
        foreach ((int category, IReadOnlyList<TinyPhotograph> images) in sorted.Index())
        {
            if (images.Count < TestImagesPerCategory)
                throw TooFew(path, images.Count, PhotographCategories.All[category], TestImagesPerCategory);
        }
        StimulusSet Load(string name, Func<IReadOnlyList<TinyPhotograph>, IEnumerable<TinyPhotograph>> part) =>
            ClassTurns.InTurn(
                photographs.Load(
                    name,
                    PhotographCategories.All,
                    [.. sorted.SelectMany((images, category) => part(images).Select(p => (p, category)))]
                )
            );
        StimulusSet others = Load("others", images => images.Skip(TestImagesPerCategory));
        return new(
            Load("test", images => images.Take(TestImagesPerCategory)),
            others,
            MakeProbe(path, photographs, others)
        );
    }

    /// <summary>Every set that is made of the test images.</summary>
    public StimulusCollection Sets() =>
        new DerivedStimuli
        {
            Conflict = StimulusName.TransferredConflict,
            ConflictsPerPair = ConflictsPerPair,
            HybridsPerPair = HybridsPerPair,
            CorruptedImages = CorruptedImages,
            TransferredImages = CorruptedImages,
            Seed = StimulusSeed,
        }.Of(test.First(test.Count), () => others.First(others.Count));

    /// <summary>The published stimuli of the study's categories, shrunk to 64 x 64.</summary>
    /// <param name="path">The setting Studies:Tinyimagenet:Stimuli.</param>
    public static IEnumerable<StimulusSet> Published(string path)
    {
        ImagePreparation preparation = ImagePreparation.Stretch(TinyImageNetDataset.Size);
        foreach (
            (GeirhosSet which, StimulusName name) in new[]
            {
                (GeirhosSet.CueConflict, StimulusName.CueConflict),
                (GeirhosSet.Silhouettes, StimulusName.Silhouettes),
                (GeirhosSet.Edges, StimulusName.Edges),
            }
        )
        {
            using IImageSet images = GeirhosStimuli.Open(path, which, PhotographCategories.All);
            yield return images.Load(name, preparation);
        }
    }

    /// <summary>Objects are validation photographs of classes that are no category, labelled inside of
    /// boxes.</summary>
    private static NaturalProbe MakeProbe(string path, TinyImageNetDataset photographs, StimulusSet others)
    {
        IGrouping<string, TinyPhotograph>[] classes =
        [
            .. photographs
                .Validation.Where(p => PhotographCategories.Of(p.WordNetId) < 0)
                .GroupBy(p => p.WordNetId)
                .OrderBy(g => g.Key, StringComparer.Ordinal)
                .Where((_, i) => i % ProbeClassStep == 0),
        ];
        if (classes.FirstOrDefault(c => c.Count() < ProbeImagesPerConcept) is { } scarce)
            throw TooFew(path, scarce.Count(), scarce.Key, ProbeImagesPerConcept);
        (TinyPhotograph Photograph, int Class)[] shown =
        [
            .. classes.SelectMany((c, i) => c.Take(ProbeImagesPerConcept).Select(p => (p, i))),
        ];
        using StimulusSet objects = photographs.Load(
            "probe",
            [.. classes.Select(c => PhotographCategories.NameOf(c.Key))],
            shown
        );
        int patches = ProbeImagesPerConcept * TexturePatches.Count;
        if (others.Count < patches)
            throw TooFew(path, others.Count, "the categories beyond the test images", patches);
        using StimulusSet colours = others.First(patches),
            textures = TexturePatches.Make(colours, ProbeSeed, ProbeImagesPerConcept);
        return new(objects, textures, [.. shown.Select(s => s.Photograph.Box!.Value)]);
    }

    private static InvalidInputException TooFew(string path, int there, string what, int needed) =>
        new(
            $"{path}: there are {there:N0} validation images of {what}; the tinyimagenet study needs {needed:N0} "
                + "(Tiny ImageNet has 50 of each of its 200 classes)"
        );
}
