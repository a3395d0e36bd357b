using RobustRepro.Attacks;
using RobustRepro.Checkpoints;
using RobustRepro.Claims;
using RobustRepro.Measures;
using RobustRepro.Measuring;
using RobustRepro.Models;
using RobustRepro.Probes;
using RobustRepro.Probes.Broden;
using RobustRepro.Stimuli;
using RobustRepro.Tables;
using RobustRepro.Training;
using TorchSharp;

namespace RobustRepro.Studies.Imagenet;

/// <summary>
/// The paper's own study: AlexNet, GoogLeNet and ResNet-50 at 224 x 224 from the user's weight files, on the user's
/// copy of ImageNet's validation images, of the stimuli of Geirhos et al. and of
/// Broden. What is not there leaves out the claims that need it.
/// </summary>
public sealed class ImagenetStudy : NetworkStudy
{
    /// <summary>Name on the command line and in tables.</summary>
    public const string Id = "imagenet";

    private const int InputSize = 224,
        Classes = 1000;

    /// <summary>Cue-conflict images for ablation, of all categories.</summary>
    private const int AblationImages = 450;

    /// <summary>Of Broden's categories the one that the paper's code has and NetDissect-Lite has not.</summary>
    private const string Material = "material";

    private readonly StudyInputs inputs;
    private readonly Lazy<ImagenetStimuli> stimuli;
    private readonly Lazy<IProbe> probe;

    public ImagenetStudy(StudyInputs inputs, torch.Device? device = null)
        : base(device, inputs.Precision)
    {
        this.inputs = inputs;
        stimuli = new(() => ImagenetStimuli.Open(inputs));
        probe = new(() =>
            PartOfProbe.First(
                Broden(inputs.Broden ?? throw new InvalidInputException(NoBroden)),
                inputs.Sizes.ProbeImages
            )
        );
        Architectures = [.. ModelRegistry.ImageNet.Where(a => MissingNetworks(a).Length == 0)];
        Attacks = new(
            Norm.L2,
            [0.5f, 1, 3],
            TrainingEps: 3,
            Steps: 7,
            Images: inputs.Sizes.AttackImages == 0 ? int.MaxValue : inputs.Sizes.AttackImages
        )
        {
            // the paper's steps of 0.5 at eps 3
            StepOverEps = 0.5f / 3,
            StrongerSteps = inputs.Sizes.StrongerSteps,
        };
    }

    public override string Name => Id;

    public override string Description =>
        $"Networks of the paper's architectures at {InputSize} x {InputSize}. "
        + $"{string.Join("; ", stimuli.Value.Sets.Values.Select(s => $"{s.Name}: {s.Count:N0} images"))}. "
        + $"Photographs are answered in {Classes} classes, the stimuli of Geirhos et al. in "
        + $"{EntryLevelCategories.All.Count} categories.";

    public override IReadOnlyList<Architecture> Architectures { get; }

    public override IReadOnlyList<Claim> Claims => [.. ClaimRegistry.All.Where(c => c is not LowFrequencyClaim)];

    public override AttackGrid Attacks { get; }

    /// <summary>One network at a time: each is large enough for all threads, and the memory of two would be twice as
    /// much.</summary>
    public override int SideBySide => 1;

    public override IReadOnlyDictionary<string, IStimulusSet> Stimuli => stimuli.Value.Sets;

    public override IProbe Probe => probe.Value;

    public override IReadOnlyDictionary<string, string> Absent =>
        inputs.Broden is null
            ? stimuli.Value.Absent.Append(KeyValuePair.Create(StimulusSets.Probe, NoBroden)).ToDictionary()
            : stimuli.Value.Absent;

    public override IReadOnlyList<string> LeftOut =>
        [
            .. ModelRegistry
                .ImageNet.Where(a => inputs.Networks.Count == 0 || inputs.Networks.ContainsKey(a.Name))
                .Select(a => (Name: a.Name, Missing: MissingNetworks(a)))
                .Where(a => a.Missing.Length > 0)
                .Select(a =>
                    $"{a.Name}: no weights of {string.Join(" and of ", a.Missing.Select(m => m.Network))}: "
                    + $"give them with {string.Join(" and ", a.Missing.Select(m => $"--set {m.Setting}=FILE"))}"
                ),
        ];

    public override IReadOnlySet<int> UnseenConcepts { get; } = new HashSet<int>();

    public override IReadOnlyDictionary<string, string> Remarks { get; } =
        new Dictionary<string, string>
        {
            ["robust"] =
                "One pair of networks per architecture: the intervals are over images and say nothing of "
                + "how another training run would come out.",
            ["texture-less"] =
                "The silhouettes and line drawings of Geirhos et al. are not made from ImageNet's "
                + "validation images: accuracy on them stands beside the claim and does not decide it.",
            ["lower-level"] =
                "Broden has photographs: objects go together with textures and colours there, and a unit "
                + "can detect one for the other.",
        };

    public override IReadOnlyList<(string Key, string Value)> Provenance =>
        [
            .. stimuli.Value.Provenance,
            .. inputs.Broden is null
                ? Array.Empty<(string, string)>()
                : [("probe", $"{inputs.Broden}: {Probe.Count:N0} images")],
            (
                "attack",
                Attacks.Images == int.MaxValue
                    ? Attacks.ToString().Replace($"{int.MaxValue} images", "all images", StringComparison.Ordinal)
                    : Attacks.ToString()
            ),
            (
                "numbers",
                $"answers in {inputs.Precision.ToString().ToLowerInvariant()}, attacks and hidden units in float32"
            ),
        ];

    public override IReadOnlyList<ResultTable> Checks(IReadOnlyDictionary<string, NetworkPair> pairs)
    {
        Dictionary<string, string> lists = inputs
            .Networks.Where(n => n.Value.KnownImages is not null)
            .ToDictionary(n => n.Key, n => n.Value.KnownImages!);
        Dictionary<string, NetworkPair> shown = pairs
            .Where(p => p.Value.Standard.Decisions.ContainsKey(StimulusSets.Intact))
            .ToDictionary();
        return lists.Keys.Any(shown.ContainsKey) ? [KnownImages.Table(lists, shown)] : [];
    }

    private static string NoBroden =>
        "no labelled images: 'robustrepro data get broden', then --set Studies:Imagenet:Broden=FOLDER, the "
        + "one with index.csv";

    public override IReadOnlyList<int> SeedsOf(string architecture) => [0];

    /// <summary>None: there is one S of each architecture.</summary>
    public override IReadOnlyList<int> ControlSeedsOf(string architecture) => [];

    public override string PairLabel(int seed) => "S and R";

    /// <inheritdoc/>
    /// <exception cref="InvalidInputException">The file is missing, damaged or of another network.</exception>
    public override NormalizedModel Load(NetworkId id)
    {
        string path = PathOf(id);
        LoadedCheckpoint loaded = Checkpoint.Load(path, Find(id.Architecture));
        if (loaded.Classes == Classes)
            return loaded.Model;
        loaded.Model.Dispose();
        throw new InvalidInputException(
            $"{path}: its network has {loaded.Classes} classes, expected ImageNet's {Classes}"
        );
    }

    /// <summary>The sets of Geirhos et al. in categories, photographs in classes.</summary>
    protected override AnswerRule RuleOf(string set) =>
        stimuli.Value.Sets[set].Classes.Count == EntryLevelCategories.All.Count
            ? AnswerRule.EntryLevel
            : AnswerRule.HighestLogit;

    protected override NormalizedModel CreateUntrained(Architecture architecture) =>
        ModelRegistry.Create(architecture, InputSize, Classes, architecture.Normalization);

    protected override string SourceOf(NetworkId id)
    {
        string path = PathOf(id);
        using CheckpointFile file = CheckpointFile.Open(path);
        return $"{Path.GetFileName(path)} SHA-256 {WeightFile.Sha256(path)}: {file.Summary}";
    }

    protected override UnitMeasurer CreateUnitMeasurer(torch.Device? device)
    {
        Lazy<StimulusSet>? Of(string name, int most) =>
            Stimuli.ContainsKey(name) ? new(() => Some(Stimuli[name], most)) : null;
        return new(
            inputs.Broden is null ? null : probe,
            Of(StimulusSets.Intact, inputs.Sizes.UnitImages),
            Of(StimulusSets.CueConflict, Math.Min(AblationImages, Positive(inputs.Sizes.UnitImages))),
            device
        )
        {
            ConflictRule = AnswerRule.EntryLevel,
        };
    }

    /// <summary>With the paper's six categories; copies without material are read with the other five.</summary>
    private static BrodenProbe Broden(string folder) =>
        new(
            folder,
            InputSize,
            File.Exists(Path.Combine(folder, $"c_{Material}.csv")) ? [.. BrodenProbe.DefaultCategories, Material] : null
        );

    /// <summary>So many images in memory, evenly spread over the set.</summary>
    private static StimulusSet Some(IStimulusSet set, int most)
    {
        int count = Math.Min(Positive(most), set.Count);
        return set.Select([.. Enumerable.Range(0, count).Select(i => (int)((long)i * set.Count / count))]);
    }

    private static int Positive(int size) => size == 0 ? int.MaxValue : size;

    private string PathOf(NetworkId id)
    {
        NetworkFiles? files = inputs.Networks.GetValueOrDefault(id.Architecture);
        (string Network, string Setting)[] missing = MissingNetworks(Find(id.Architecture));
        return (id.Mode == TrainingMode.Standard ? files?.Standard : files?.Robust)
            ?? throw new InvalidInputException($"no weights of {id}: give them with --set {missing[0].Setting}=FILE");
    }

    private (string Network, string Setting)[] MissingNetworks(Architecture architecture)
    {
        NetworkFiles? files = inputs.Networks.GetValueOrDefault(architecture.Name);
        string setting = $"Studies:Imagenet:{char.ToUpperInvariant(architecture.Name[0])}{architecture.Name[1..]}";
        List<(string, string)> missing = [];
        if (files?.Standard is null)
            missing.Add(("its standard network", $"{setting}:Standard"));
        if (files?.Robust is null)
            missing.Add(("its adversarially trained network", $"{setting}:Robust"));
        return [.. missing];
    }
}
