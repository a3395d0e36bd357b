using System.Collections.Concurrent;
using RobustRepro.Claims;
using RobustRepro.Measures;
using RobustRepro.Measures.Units;
using RobustRepro.Measuring;
using RobustRepro.Models;
using RobustRepro.Probes;
using RobustRepro.Runtime;
using RobustRepro.Stimuli;
using RobustRepro.Tables;
using RobustRepro.Training;
using TorchSharp;

namespace RobustRepro.Studies;

/// <summary>A study whose networks are measured here: what all of them share. Each part of each network is measured
/// once per process.</summary>
/// <param name="device">Where networks run; null for the CPU.</param>
/// <param name="precision">For answers to images as they are; attacks and hidden units are measured in float32.</param>
public abstract class NetworkStudy(torch.Device? device, Precision precision = Precision.Float32) : IStudy
{
    private readonly ConcurrentDictionary<NetworkId, Known> known = new();
    private readonly ConcurrentDictionary<
        string,
        Lazy<(IReadOnlyList<LayerConcepts> Own, IReadOnlyList<LayerConcepts> Shuffled)>
    > untrained = new();
    private readonly Lock unitMeasurerLock = new();
    private UnitMeasurer? unitMeasurer;

    public abstract string Name { get; }

    public abstract string Description { get; }

    public abstract IReadOnlyList<Claim> Claims { get; }

    public abstract IReadOnlyList<Architecture> Architectures { get; }

    public abstract IReadOnlyList<int> SeedsOf(string architecture);

    public abstract IReadOnlyList<int> ControlSeedsOf(string architecture);

    public virtual string PairLabel(int seed) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"seed {seed}");

    public virtual IReadOnlyList<int> MatchedSeedsOf(string architecture) => [];

    public virtual int SideBySide => device is null or { type: DeviceType.CPU } ? TorchRuntime.Threads : 1;

    public abstract AttackGrid Attacks { get; }

    public abstract IReadOnlyDictionary<string, IStimulusSet> Stimuli { get; }

    public abstract IProbe Probe { get; }

    public virtual IReadOnlyDictionary<string, string> Absent => new Dictionary<string, string>();

    public virtual IReadOnlyList<string> LeftOut => [];

    public virtual IReadOnlyList<ResultTable> Checks(IReadOnlyDictionary<string, NetworkPair> pairs) => [];

    public IProgress<MeasurementProgress>? Progress { get; set; }

    public abstract IReadOnlySet<int> UnseenConcepts { get; }

    public abstract IReadOnlyDictionary<string, string> Remarks { get; }

    public abstract IReadOnlyList<(string Key, string Value)> Provenance { get; }

    public abstract NormalizedModel Load(NetworkId id);

    public NetworkMeasurements Measure(NetworkId id, MeasurementParts parts, IReadOnlyCollection<string>? sets = null)
    {
        Known network = known.GetOrAdd(id, _ => new());
        lock (network.Gate)
        {
            NetworkMeasurements result =
                network.Measured
                ?? new(id.ToString(), SourceOf(id), new Dictionary<string, Decisions>(), Attacks.TrainingEps, []);
            bool attack = parts.HasFlag(MeasurementParts.Attack) && Stimuli.ContainsKey(StimulusSets.Intact);
            bool Asked(string set) =>
                (parts.HasFlag(MeasurementParts.Answers) && (sets is null || sets.Contains(set)))
                || (attack && set == StimulusSets.Intact);
            string[] unanswered =
                parts == MeasurementParts.None
                    ? []
                    : [.. Stimuli.Keys.Where(set => !result.Decisions.ContainsKey(set) && Asked(set))];
            using var models = new LoadedNetwork(() => Load(id), device);
            if (unanswered.Length > 0)
                result = WithAnswers(result, models.In(precision), unanswered);
            if (attack && result.UnderAttack.Count == 0)
                result = Measurer(id.ToString()).UnderAttack(models.In(Precision.Float32), result);
            MeasurementParts ofUnits = parts & MeasurementParts.Units & ~network.Units;
            if (ofUnits != 0)
            {
                result = result with
                {
                    Units = Units.Measure(
                        models.In(Precision.Float32),
                        Find(id.Architecture),
                        id,
                        ofUnits,
                        result.Units,
                        (stage, done, total) => Progress?.Report(new(id.ToString(), stage, done, total))
                    ),
                };
                network.Units |= ofUnits;
            }
            return network.Measured = result;
        }
    }

    public (IReadOnlyList<LayerConcepts> Own, IReadOnlyList<LayerConcepts> Shuffled) Untrained(string architecture) =>
        untrained
            .GetOrAdd(
                architecture,
                name =>
                    new(() =>
                    {
                        using NormalizedModel model = CreateUntrained(Find(name));
                        if (device is not null)
                            model.to(device);
                        return Units.Detectors(
                            model,
                            Find(name),
                            (stage, done, total) => Progress?.Report(new($"untrained {name}", stage, done, total))
                        );
                    })
            )
            .Value;

    /// <summary>How a stimulus set is answered, by its name.</summary>
    protected virtual AnswerRule RuleOf(string set) => AnswerRule.HighestLogit;

    /// <summary>An untrained network as the study would train it.</summary>
    protected abstract NormalizedModel CreateUntrained(Architecture architecture);

    /// <summary>Where a network's weights are, and their hash.</summary>
    protected abstract string SourceOf(NetworkId id);

    /// <summary>Called once, when units are first measured.</summary>
    protected abstract UnitMeasurer CreateUnitMeasurer(torch.Device? device);

    private UnitMeasurer Units
    {
        get
        {
            lock (unitMeasurerLock)
                return unitMeasurer ??= CreateUnitMeasurer(device);
        }
    }

    /// <exception cref="InvalidInputException">The study has no architecture of that name.</exception>
    protected Architecture Find(string name) => ((IStudy)this).Architecture(name);

    private NetworkMeasurements WithAnswers(NetworkMeasurements result, NormalizedModel model, string[] sets)
    {
        NetworkMeasurer measurer = Measurer(result.Name);
        Dictionary<string, Decisions> answers = sets.ToDictionary(
            set => set,
            set => measurer.Answers(model, result.Name, set)
        );
        // in the study's order, whenever they were measured
        return result with
        {
            Decisions = Stimuli
                .Keys.Where(set => answers.ContainsKey(set) || result.Decisions.ContainsKey(set))
                .ToDictionary(set => set, set => answers.GetValueOrDefault(set) ?? result.Decisions[set]),
        };
    }

    private NetworkMeasurer Measurer(string name) =>
        new(Stimuli, Attacks, device)
        {
            RuleOf = RuleOf,
            Progress = (stage, done, total) => Progress?.Report(new(name, stage, done, total)),
        };

    private sealed class Known
    {
        public Lock Gate { get; } = new();

        public NetworkMeasurements? Measured { get; set; }

        /// <summary>What was measured of hidden units.</summary>
        public MeasurementParts Units { get; set; }
    }
}
