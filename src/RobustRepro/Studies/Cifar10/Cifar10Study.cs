using RobustRepro.Attacks;
using RobustRepro.Claims;
using RobustRepro.Datasets;
using RobustRepro.Measures;
using RobustRepro.Measuring;
using RobustRepro.Models;
using RobustRepro.Probes;
using RobustRepro.Probes.Natural;
using RobustRepro.Stimuli;
using RobustRepro.Studies.Trifeature;
using RobustRepro.Tables;
using RobustRepro.Training;
using TorchSharp;

namespace RobustRepro.Studies.Cifar10;

/// <summary>Natural images on a CPU: CIFAR-10, stimuli made of its test images, and the published stimuli of the
/// classes that it shares with them.</summary>
public sealed class Cifar10Study : BuiltInStudy
{
    /// <summary>Name on the command line and in tables.</summary>
    public const string Id = "cifar10";

    private const string NoStimuli =
        "no published stimuli: give a copy of github.com/rgeirhos/texture-vs-shape with --set "
        + "Studies:Cifar10:Stimuli=PATH";

    private readonly StudyInputs inputs;
    private readonly Lazy<StimulusSet> test;
    private readonly Lazy<StimulusCollection> sets;
    private readonly Lazy<NaturalProbe> probe;

    /// <param name="inputs">Where the images are; weights elsewhere, or pairs of weight files to be judged in place of
    /// the study's networks.</param>
    public Cifar10Study(StudyInputs? inputs = null, torch.Device? device = null)
        : base(Id, inputs ?? StudyInputs.None, device)
    {
        this.inputs = inputs ?? StudyInputs.None;
        test = new(() => Cifar10Stimuli.LoadTest(this.inputs.Images));
        sets = new(MakeSets);
        probe = new(() => Cifar10Stimuli.Probe(test.Value));
    }

    public override string Description =>
        $"CIFAR-10 (Krizhevsky 2009): {Cifar10Stimuli.TestImages} test images, each also as contours, with "
        + $"the texture of another, scrambled, low-pass, high-pass and corrupted; "
        + $"{90 * Cifar10Stimuli.ConflictsPerPair} cue-conflict images and "
        + $"{90 * Cifar10Stimuli.HybridsPerPair} hybrids at each of {StimulusSets.HybridCutOffs.Count} "
        + $"cut-offs over all 90 pairs of classes.";

    public override IReadOnlyList<Claim> Claims => ClaimRegistry.All;

    public override AttackGrid Attacks { get; } =
        new(Norm.L2, [0.25f, 0.5f, 1, 1.5f], TrainingEps: 0.5f, Steps: 20, Images: 500) { StrongerSteps = [100] };

    public override IReadOnlyDictionary<string, IStimulusSet> Stimuli => sets.Value;

    public override IReadOnlyDictionary<string, string> Absent =>
        inputs.CueConflict is not null
            ? base.Absent
            : new Dictionary<string, string>
            {
                [StimulusSets.PublishedConflict] = NoStimuli,
                [StimulusSets.PublishedConflictAllClasses] = NoStimuli,
                [StimulusSets.PublishedSilhouettes] = NoStimuli,
                [StimulusSets.Edges] = NoStimuli,
            };

    public override IProbe Probe => probe.Value;

    /// <summary>Textures are generated: no photograph shows one of them as its subject.</summary>
    public override IReadOnlySet<int> UnseenConcepts =>
        Probe.Catalogue.Concepts.Where(c => c.Category == "texture").Select(c => c.Number).ToHashSet();

    public override IReadOnlyList<(string Key, string Value)> Provenance =>
        [
            ("stimuli", $"{Description} SHA-256 of all pixels {Hash(sets.Value.Keys.Select(sets.Value.Get))}"),
            ("attack", Attacks.ToString()),
        ];

    public override IReadOnlyDictionary<string, string> Remarks { get; } =
        new Dictionary<string, string>
        {
            ["shape-bias"] =
                "At 32 x 32 a texture is a matter of a few pixels. The conflicts are made at this size, and "
                + "S is asked for the texture alone; the published stimuli, shrunk, are sensitivity rows.",
            ["lower-level"] =
                "The objects of the probe are whole photographs of a class, since nobody segmented them, "
                + "and its textures are generated patches in the colours of photographs.",
        };

    public override IReadOnlyList<ResultTable> Checks(IReadOnlyDictionary<string, NetworkPair> pairs)
    {
        if (
            !pairs.Values.All(p =>
                p.Standard.Decisions.ContainsKey(StimulusSets.Corrupted(OodNoiseClaim.Corruption, 1))
            )
        )
            return [];
        IEnumerable<NetworkId> networks =
            from architecture in pairs.Keys
            from mode in new[] { TrainingMode.Standard, TrainingMode.Robust }
            select new NetworkId(architecture, mode, SeedsOf(architecture)[0]);
        return
        [
            CorruptionTable.Of(
                Name,
                [
                    .. networks.Select(id =>
                        Measure(id, MeasurementParts.Answers, [StimulusSets.Intact, .. CorruptionTable.Sets])
                    ),
                ],
                Cifar10Stimuli.CorruptedImages
            ),
        ];
    }

    protected override IReadOnlyList<int> Seeds(string architecture) => architecture == "resnet" ? [0, 1] : [0];

    /// <summary>None: two further S of each architecture would take as long to train as the rest of the study; the
    /// accuracy-matched S are the control.</summary>
    protected override IReadOnlyList<int> ControlSeeds(string architecture) => [];

    protected override IReadOnlyList<int> MatchedSeeds(string architecture) => [0];

    protected override AnswerRule RuleOf(string set) =>
        set == StimulusSets.PublishedConflict ? SharedClasses.AmongThem : base.RuleOf(set);

    protected override NormalizedModel CreateUntrained(Architecture architecture) =>
        ModelRegistry.Create(architecture, Cifar10Dataset.Size, Cifar10Dataset.Classes.Count, Normalization.Centred);

    protected override UnitMeasurer CreateUnitMeasurer(torch.Device? device) =>
        new(
            new(() => Probe),
            new(() => sets.Value.Get(StimulusSets.Intact)),
            new(() => sets.Value.Get(StimulusSets.CueConflict)),
            device,
            new(() => new ReducedProbe(TrifeatureStimuli.Probe()))
        );

    /// <summary>What was given is read now, so that a mistake is said before anything is measured; what is made of it
    /// is made when it is needed.</summary>
    private StimulusCollection MakeSets()
    {
        StimulusCollection made = Cifar10Stimuli.Test(test.Value);
        if (inputs.CueConflict is { } path)
        {
            foreach (StimulusSet set in Cifar10Stimuli.Published(path))
                made.Add(set);
        }
        return made;
    }
}
