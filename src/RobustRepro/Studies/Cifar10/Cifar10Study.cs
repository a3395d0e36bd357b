using RobustRepro.Attacks;
using RobustRepro.Claims;
using RobustRepro.Datasets;
using RobustRepro.Measures;
using RobustRepro.Measuring;
using RobustRepro.Probes;
using RobustRepro.Probes.Natural;
using RobustRepro.Stimuli;
using RobustRepro.Studies.Trifeature;
using TorchSharp;

namespace RobustRepro.Studies.Cifar10;

/// <summary>Natural images on a CPU: CIFAR-10, stimuli made of its test images, and the published stimuli of the
/// classes that it shares with them.</summary>
public static class Cifar10Study
{
    /// <summary>Name on the command line and in tables.</summary>
    public const string Id = "cifar10";

    private const string NoStimuli =
        "no published stimuli: 'robustrepro data get texture-vs-shape', or give a copy of "
        + "github.com/rgeirhos/texture-vs-shape with --set Studies:Cifar10:Stimuli=PATH";

    private static readonly AttackGrid Attacks = new(
        Norm.L2,
        [0.25f, 0.5f, 1, 1.5f],
        TrainingEps: 0.5f,
        Steps: 20,
        Images: 500
    )
    {
        StrongerSteps = [100],
    };

    private static readonly PhotographInputs Inputs = new(
        Cifar10Stimuli.NoImages,
        NoStimuli,
        [
            StimulusName.PublishedConflict,
            StimulusName.PublishedConflictAllClasses,
            StimulusName.PublishedSilhouettes,
            StimulusName.Edges,
        ]
    );

    private static string Description =>
        $"CIFAR-10 (Krizhevsky 2009): {Cifar10Stimuli.TestImages} test images, each also as contours in "
        + $"either polarity, thresholded, with the texture of another, scrambled, low-pass, high-pass and corrupted; "
        + $"{90 * Cifar10Stimuli.ConflictsPerPair} cue-conflict images and "
        + $"{90 * Cifar10Stimuli.HybridsPerPair} hybrids at each of {StimulusName.HybridCutOffs.Count} "
        + $"cut-offs over all 90 pairs of classes.";

    /// <param name="inputs">Where the images are; weights elsewhere, or pairs of weight files to be judged in place of
    /// the study's networks.</param>
    /// <param name="device">Where networks run; null for the CPU.</param>
    public static NetworkStudy Open(StudyInputs? inputs = null, torch.Device? device = null)
    {
        StudyInputs given = inputs ?? StudyInputs.None;
        var test = new Lazy<StimulusSet>(() => Cifar10Stimuli.LoadTest(given.Images));
        var sets = new Lazy<StimulusCollection>(() =>
            PhotographInputs.Sets(Cifar10Stimuli.Test(test.Value), given.CueConflict, Cifar10Stimuli.Published)
        );
        var probe = new Lazy<IProbe>(() => Cifar10Stimuli.Probe(test.Value));
        return new(
            new(Id, () => Description, () => Provenance(sets.Value), () => [.. Inputs.Missing(given)])
            {
                Remarks = StudyRemarks.Of(Id),
                Tables = [new CorruptionTable(Id, Cifar10Stimuli.CorruptedImages)],
            },
            new SmallNetworks(Id, given, Cifar10Dataset.Size, Cifar10Dataset.Classes.Count)
            {
                Device = device,
                OwnSeeds = [0, 1, 2],
                OwnMatched = [0, 1, 2],
            },
            new(() => sets.Value)
            {
                Probe = probe,
                SecondProbe = new(() => new ReducedProbe(TrifeatureStimuli.Probe())),
                UnseenConcepts = () => Textures(probe.Value),
                RuleOf = set =>
                    set == StimulusName.PublishedConflict ? SharedClasses.AmongThem : AnswerRule.HighestLogit,
            },
            Attacks with
            {
                AutoAttackImages = given.AutoAttackImages,
            },
            ClaimRegistry.All
        )
        {
            OnRequest = ClaimRegistry.OnRequest,
            Device = device,
            Precision = given.Precision,
            Store = given.Store,
        };
    }

    private static IReadOnlyList<(string, string)> Provenance(StimulusCollection sets) =>
        [
            ("stimuli", $"{Description} SHA-256 of all pixels {StimulusHash.Of(sets.Keys.Select(sets.Get))}"),
            ("attack", Attacks.ToString()),
        ];

    /// <summary>Textures are generated: no photograph shows one of them as its subject.</summary>
    private static HashSet<int> Textures(IProbe probe) =>
        probe.Catalogue.Concepts.Where(c => c.Category == "texture").Select(c => c.Number).ToHashSet();
}
