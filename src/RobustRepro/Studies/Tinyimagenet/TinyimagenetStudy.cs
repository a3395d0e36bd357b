using RobustRepro.Attacks;
using RobustRepro.Claims;
using RobustRepro.Datasets.TinyImageNet;
using RobustRepro.Measuring;
using RobustRepro.Probes.Natural;
using RobustRepro.Stimuli;
using RobustRepro.Studies.Cifar10;
using RobustRepro.Studies.Trifeature;
using TorchSharp;

namespace RobustRepro.Studies.Tinyimagenet;

/// <summary>ImageNet's own photographs at 64 x 64, and the published cue-conflict stimuli: the study that was
/// preregistered (docs/preregistration.md).</summary>
internal static class TinyimagenetStudy
{
    /// <summary>Name on the command line and in tables.</summary>
    public const string Id = "tinyimagenet";

    private const string NoStimuli =
        "no published stimuli: 'robustrepro data get texture-vs-shape', or give a copy of "
        + "github.com/rgeirhos/texture-vs-shape with --set Studies:Tinyimagenet:Stimuli=PATH";

    private static readonly int[] RunSeeds = [20, 21, 22, 23, 24];

    private static readonly AttackGrid Attacks = new(
        Norm.L2,
        [0.25f, 0.5f, 1, 2],
        TrainingEps: 1,
        Steps: 20,
        Images: 330
    )
    {
        StrongerSteps = [100],
        StrongerImages = 100,
    };

    private static readonly PhotographInputs Inputs = new(
        TinyimagenetStimuli.NoImages,
        NoStimuli,
        [StimulusName.CueConflict, StimulusName.Silhouettes, StimulusName.Edges]
    );

    private static string Description =>
        $"Tiny ImageNet: {TinyimagenetStimuli.TestImagesPerCategory} validation photographs of each of "
        + $"{PhotographCategories.All.Count} categories, each also as contours in either polarity, thresholded, "
        + "scrambled, low-pass, high-pass and with noise, some with the texture of another and corrupted; the "
        + "published cue-conflict images, silhouettes and edges of these categories at 64 x 64.";

    /// <param name="inputs">Where the images are; weights elsewhere, or pairs of weight files to be judged in place of
    /// the study's networks.</param>
    /// <param name="device">Where networks run; null for the CPU.</param>
    public static NetworkStudy Open(StudyInputs? inputs = null, torch.Device? device = null)
    {
        StudyInputs given = inputs ?? StudyInputs.None;
        var stimuli = new Lazy<TinyimagenetStimuli>(() => TinyimagenetStimuli.Open(given.Images));
        var sets = new Lazy<StimulusCollection>(() =>
            PhotographInputs.Sets(stimuli.Value.Sets(), given.CueConflict, TinyimagenetStimuli.Published)
        );
        var networks = new SmallNetworks(Id, given, TinyImageNetDataset.Size, PhotographCategories.All.Count)
        {
            Device = device,
            OwnSeeds = RunSeeds,
            OwnMatched = RunSeeds,
            OtherWidths = new("resnet", [20, 21, 22], [0.5, 2]),
            OnlyComplete = true,
        };
        return new(
            new(
                Id,
                () => Description,
                () => Provenance(sets.Value),
                () => [.. Inputs.Missing(given), .. networks.Missing]
            )
            {
                Remarks = StudyRemarks.Of(Id),
                Tables = [new CorruptionTable(Id, TinyimagenetStimuli.CorruptedImages)],
            },
            networks,
            new(() => sets.Value)
            {
                Probe = new(() => stimuli.Value.Probe),
                SecondProbe = new(() => TrifeatureStimuli.Probe()),
                UnseenConcepts = () => NotColours(stimuli.Value.Probe),
            },
            Attacks with
            {
                AutoAttackImages = given.AutoAttackImages,
            },
            [.. ClaimRegistry.All.Select(OnPublishedStimuli)]
        )
        {
            OnRequest = ClaimRegistry.OnRequest,
            Device = device,
            Precision = given.Precision,
            Store = given.Store,
        };
    }

    /// <summary>As preregistered, the published stimuli decide where there are any.</summary>
    private static Claim OnPublishedStimuli(Claim claim) =>
        claim switch
        {
            ShapeBiasClaim => new ShapeBiasClaim { OnPublishedStimuli = true },
            TextureLessClaim => new TextureLessClaim { OnPublishedStimuli = true },
            _ => claim,
        };

    private static IReadOnlyList<(string, string)> Provenance(StimulusCollection sets) =>
        [
            ("preregistration", "docs/preregistration.md: data, recipes, runs, measures and smallest effects"),
            ("stimuli", $"{Description} SHA-256 of all pixels {StimulusHash.Of(sets.Keys.Select(sets.Get))}"),
            ("attack", Attacks.ToString()),
        ];

    /// <summary>Objects of the probe are no category, and its textures are generated: no training image shows one of
    /// them as its subject.</summary>
    private static HashSet<int> NotColours(NaturalProbe probe) =>
        probe.Catalogue.Concepts.Where(c => c.Category != "color").Select(c => c.Number).ToHashSet();
}
