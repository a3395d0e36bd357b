using System.Collections.Concurrent;
using RobustRepro.Claims;
using RobustRepro.Measures;
using RobustRepro.Measures.Units;
using RobustRepro.Measuring;
using RobustRepro.Measuring.Store;
using RobustRepro.Measuring.Synthesis;
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
    private readonly ConcurrentDictionary<NetworkId, KnownMeasurements> known = new();
    private readonly Lock makingLock = new();
    private UnitMeasurer? unitMeasurer;
    private KeptMeasurements? keptMeasurements;

    public StudyInfo Info => info;

    public IStudyNetworks Networks => networks;

    public StudyStimuli Stimuli => stimuli;

    public AttackGrid Attacks => attacks;

    public IReadOnlyList<Claim> Claims => claims;

    public IReadOnlyList<Claim> OnRequest { get; init; } = [];

    /// <summary>Where networks run; null for the CPU.</summary>
    public torch.Device? Device { get; init; }

    /// <summary>For answers to images as they are; attacks and hidden units are measured in float32.</summary>
    public Precision Precision { get; init; } = Precision.Float32;

    /// <summary>Where measurements are read from and kept; null to measure everything in every process.</summary>
    public MeasurementStore? Store { get; init; }

    public NetworkMeasurements Measure(
        NetworkId network,
        MeasurementRequest request,
        IProgress<MeasurementProgress>? progress = null,
        CancellationToken cancellation = default
    )
    {
        KnownMeasurements of = known.GetOrAdd(network, _ => new());
        void Report(string stage, int done, int total)
        {
            // between batches is where a large network can stop
            cancellation.ThrowIfCancellationRequested();
            progress?.Report(new(network.ToString(), stage, done, total));
        }
        lock (of.Gate)
        {
            using var models = new LoadedNetwork(() => Kept.Load(network), Device);
            of.Measured ??= KnownMeasurements.Nothing(network.ToString(), networks.Source(network), attacks);
            Answer(of, models, network, request, Report);
            if (GridOf(request.Parts) is { } grid && of.Lacks(grid, attacks))
                (of.Measured, of.Attacked) = (Attack(of, models, network, grid, Report), grid);
            LookInside(of, models, network, request.Parts, Report);
            if (request.Parts.HasFlag(MeasurementParts.Syntheses) && CanDraw(network) && of.Measured.Syntheses is null)
                of.Measured = Draw(of, models, network, Report);
            if (request.Parts.HasFlag(MeasurementParts.Widths) && of.Measured.OtherWidths.Count == 0)
                of.Measured = of.Measured with { OtherWidths = AtOtherWidths(network, progress, cancellation) };
            if (request.Parts.HasFlag(MeasurementParts.Pictures) && of.Measured.Pictures is null)
                of.Measured = of.Measured with
                {
                    Pictures = Kept.Pictures(
                        network,
                        of.Parts,
                        () => StudyPictures.Of(models.In(Precision.Float32), of.Measured, stimuli, attacks, Device)
                    ),
                };
            return of.Measured = of.Measured with { Parts = [.. of.Parts] };
        }
    }

    /// <summary>Each is a network of its own, and kept as one.</summary>
    private (double, NetworkMeasurements)[] AtOtherWidths(
        NetworkId id,
        IProgress<MeasurementProgress>? progress,
        CancellationToken cancellation
    ) =>
        [
            .. (networks.Widths?.Of(id) ?? []).Select(other =>
                (other.Width, Measure(other, MeasurementRequest.OfOtherWidth, progress, cancellation))
            ),
        ];

    private bool CanDraw(NetworkId id) => HasIntact && SynthesisPanel.Of(networks, id).Count > 0;

    private AttackGrid? GridOf(MeasurementParts parts) => HasIntact ? attacks.AskedFor(parts) : null;

    private bool HasIntact => stimuli.Sets.ContainsKey(StimulusName.Intact);

    private void Answer(
        KnownMeasurements of,
        LoadedNetwork models,
        NetworkId id,
        MeasurementRequest request,
        Action<string, int, int> report
    )
    {
        NetworkMeasurements before = of.Measured!;
        bool attack = GridOf(request.Parts) is not null;
        bool Asked(StimulusName set) =>
            (request.Parts.HasFlag(MeasurementParts.Answers) && (request.Sets is null || request.Sets.Contains(set)))
            || (attack && set == StimulusName.Intact);
        StimulusName[] unanswered =
            request.Parts == MeasurementParts.None
                ? []
                : [.. stimuli.Sets.Keys.Where(set => !before.Decisions.ContainsKey(set) && Asked(set))];
        if (unanswered.Length == 0)
            return;
        NetworkMeasurer measurer = Measurer(attacks, report);
        Dictionary<StimulusName, Decisions> answers = unanswered.ToDictionary(
            set => set,
            set =>
                Kept.Answers(
                    id,
                    set,
                    stimuli.Sets[set],
                    of.Parts,
                    () => measurer.Answers(models.In(Precision), before.Name, set)
                )
        );
        // in the study's order, whenever they were measured
        of.Measured = before with
        {
            Decisions = stimuli
                .Sets.Keys.Where(set => answers.ContainsKey(set) || before.Decisions.ContainsKey(set))
                .ToDictionary(set => set, set => answers.GetValueOrDefault(set) ?? before.Decisions[set]),
        };
    }

    private NetworkMeasurements Attack(
        KnownMeasurements of,
        LoadedNetwork models,
        NetworkId id,
        AttackGrid grid,
        Action<string, int, int> report
    ) =>
        Kept.Attack(
            id,
            of.Measured!,
            stimuli.Sets[StimulusName.Intact],
            grid,
            of.Parts,
            () => Measurer(grid, report).UnderAttack(models.In(Precision.Float32), of.Measured!)
        );

    /// <summary>Each part is kept for itself.</summary>
    private void LookInside(
        KnownMeasurements of,
        LoadedNetwork models,
        NetworkId id,
        MeasurementParts parts,
        Action<string, int, int> report
    )
    {
        if ((parts & (MeasurementParts.Units | MeasurementParts.Detectors) & ~of.Units) == 0)
            return;
        parts |= MeasurementParts.Filters;
        foreach (MeasurementParts part in KnownMeasurements.PartsOfUnits.Where(p => parts.HasFlag(p)))
        {
            UnitMeasurements? before = of.Measured!.Units;
            // whoever has the concepts has the detectors
            MeasurementParts with = part == MeasurementParts.Detectors ? part | MeasurementParts.Concepts : part;
            if ((of.Units & with) != 0)
                continue;
            UnitMeasurements units = Kept.Units(
                id,
                part,
                before,
                of.Parts,
                () =>
                    Units.Measure(
                        models.In(Precision.Float32),
                        this.Architecture(id.Architecture),
                        id,
                        part,
                        before,
                        report
                    )
            );
            of.Measured = of.Measured with { Units = units };
            of.Units |= part;
        }
    }

    private NetworkMeasurements Draw(
        KnownMeasurements of,
        LoadedNetwork models,
        NetworkId id,
        Action<string, int, int> report
    )
    {
        IReadOnlyList<NetworkId> judges = SynthesisPanel.Of(networks, id);
        return of.Measured! with
        {
            Syntheses = Kept.Syntheses(
                id,
                judges,
                of.Parts,
                () =>
                    new ImageSyntheses(stimuli.Sets[StimulusName.Intact], Device) { Progress = report }.Measure(
                        models.In(Precision.Float32),
                        this.Architecture(id.Architecture).Layers is [.., var last] ? last : null,
                        SynthesisPanel.Members(judges, Kept.Load)
                    )
            ),
        };
    }

    private NetworkMeasurer Measurer(AttackGrid grid, Action<string, int, int> report) =>
        new(stimuli.Sets, grid, Device) { RuleOf = stimuli.RuleOf, Progress = report };

    private UnitMeasurer Units
    {
        get
        {
            lock (makingLock)
                return unitMeasurer ??= stimuli.UnitMeasurer(Device);
        }
    }

    private KeptMeasurements Kept
    {
        get
        {
            lock (makingLock)
                return keptMeasurements ??= new(
                    Store,
                    new(info.Name, networks, stimuli, attacks) { Device = Device, Precision = Precision }
                );
        }
    }
}
