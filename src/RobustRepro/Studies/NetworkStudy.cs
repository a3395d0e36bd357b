using System.Collections.Concurrent;
using RobustRepro.Claims;
using RobustRepro.Measures;
using RobustRepro.Measuring;
using RobustRepro.Models;
using RobustRepro.Stimuli;
using RobustRepro.Training;
using TorchSharp;

namespace RobustRepro.Studies;

/// <summary>A study whose networks are measured here: the suite's own are made of it, and those of others can be.
/// Each part of each network is measured once per process.</summary>
public sealed class NetworkStudy(
    StudyInfo info,
    IStudyNetworks networks,
    StudyStimuli stimuli,
    AttackGrid attacks,
    IReadOnlyList<Claim> claims
) : IStudy
{
    /// <summary>Cue-conflict images for ablation, where they are read from files.</summary>
    private const int AblationImages = 450;

    private readonly ConcurrentDictionary<NetworkId, Known> known = new();
    private readonly Lock unitMeasurerLock = new();
    private UnitMeasurer? unitMeasurer;

    public StudyInfo Info => info;

    public IStudyNetworks Networks => networks;

    public StudyStimuli Stimuli => stimuli;

    public AttackGrid Attacks => attacks;

    public IReadOnlyList<Claim> Claims => claims;

    /// <summary>Where networks run; null for the CPU.</summary>
    public torch.Device? Device { get; init; }

    /// <summary>For answers to images as they are; attacks and hidden units are measured in float32.</summary>
    public Precision Precision { get; init; } = Precision.Float32;

    public NetworkMeasurements Measure(
        NetworkId network,
        MeasurementRequest request,
        IProgress<MeasurementProgress>? progress = null,
        CancellationToken cancellation = default
    )
    {
        Known of = known.GetOrAdd(network, _ => new());
        void Report(string stage, int done, int total)
        {
            // between batches is where a large network can stop
            cancellation.ThrowIfCancellationRequested();
            progress?.Report(new(network.ToString(), stage, done, total));
        }
        lock (of.Gate)
        {
            using var models = new LoadedNetwork(() => networks.Load(network), Device);
            of.Measured ??= new(
                network.ToString(),
                networks.Source(network),
                new Dictionary<StimulusName, Decisions>(),
                attacks.TrainingEps,
                []
            );
            Answer(of, models, request, Report);
            bool attack = request.Parts.HasFlag(MeasurementParts.Attack) && HasIntact;
            if (attack && of.Measured.UnderAttack.Count == 0)
                of.Measured = Measurer(Report).UnderAttack(models.In(Precision.Float32), of.Measured);
            LookInside(of, models, network, request.Parts, Report);
            if (request.Parts.HasFlag(MeasurementParts.Pictures) && of.Measured.Pictures is null)
                of.Measured = of.Measured with { Pictures = Pictures(models.In(Precision.Float32), of.Measured) };
            return of.Measured;
        }
    }

    private bool HasIntact => stimuli.Sets.ContainsKey(StimulusName.Intact);

    private void Answer(Known of, LoadedNetwork models, MeasurementRequest request, Action<string, int, int> report)
    {
        NetworkMeasurements before = of.Measured!;
        bool attack = request.Parts.HasFlag(MeasurementParts.Attack);
        bool Asked(StimulusName set) =>
            (request.Parts.HasFlag(MeasurementParts.Answers) && (request.Sets is null || request.Sets.Contains(set)))
            || (attack && set == StimulusName.Intact);
        StimulusName[] unanswered =
            request.Parts == MeasurementParts.None
                ? []
                : [.. stimuli.Sets.Keys.Where(set => !before.Decisions.ContainsKey(set) && Asked(set))];
        if (unanswered.Length == 0)
            return;
        NetworkMeasurer measurer = Measurer(report);
        NormalizedModel model = models.In(Precision);
        Dictionary<StimulusName, Decisions> answers = unanswered.ToDictionary(
            set => set,
            set => measurer.Answers(model, before.Name, set)
        );
        // in the study's order, whenever they were measured
        of.Measured = before with
        {
            Decisions = stimuli
                .Sets.Keys.Where(set => answers.ContainsKey(set) || before.Decisions.ContainsKey(set))
                .ToDictionary(set => set, set => answers.GetValueOrDefault(set) ?? before.Decisions[set]),
        };
    }

    private void LookInside(
        Known of,
        LoadedNetwork models,
        NetworkId id,
        MeasurementParts parts,
        Action<string, int, int> report
    )
    {
        MeasurementParts missing = parts & (MeasurementParts.Units | MeasurementParts.Detectors) & ~of.Units;
        if (missing == 0)
            return;
        of.Measured = of.Measured! with
        {
            Units = Units.Measure(
                models.In(Precision.Float32),
                this.Architecture(id.Architecture),
                id,
                missing,
                of.Measured.Units,
                report
            ),
        };
        of.Units |= missing;
    }

    private NetworkPictures Pictures(NormalizedModel model, NetworkMeasurements measured) =>
        new(
            HasIntact ? AttackPictures.Of(model, stimuli.Sets[StimulusName.Intact], attacks, Device) : null,
            measured.Units is { Concepts.Count: > 0 } units && stimuli.Probe is { } probe
                ? UnitPictures.OfLastLayer(model, probe.Value, units, Device)
                : []
        );

    private NetworkMeasurer Measurer(Action<string, int, int> report) =>
        new(stimuli.Sets, attacks, Device) { RuleOf = stimuli.RuleOf, Progress = report };

    private UnitMeasurer Units
    {
        get
        {
            lock (unitMeasurerLock)
                return unitMeasurer ??= new(
                    stimuli.Probe,
                    stimuli.InMemory(StimulusName.Intact),
                    stimuli.InMemory(StimulusName.CueConflict, AblationImages),
                    Device,
                    stimuli.SecondProbe
                )
                {
                    ConflictRule = stimuli.RuleOf(StimulusName.CueConflict),
                };
        }
    }

    private sealed class Known
    {
        public Lock Gate { get; } = new();

        public NetworkMeasurements? Measured { get; set; }

        /// <summary>What was measured of hidden units.</summary>
        public MeasurementParts Units { get; set; }
    }
}
