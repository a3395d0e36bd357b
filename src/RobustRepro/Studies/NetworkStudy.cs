using System.Collections.Concurrent;
using RobustRepro.Claims;
using RobustRepro.Claims.Units;
using RobustRepro.Measures;
using RobustRepro.Models;
using RobustRepro.Stimuli;
using RobustRepro.Stimuli.Concepts;
using TorchSharp;

namespace RobustRepro.Studies;

/// <summary>A study whose networks are measured here: what all of them share. Each part of each network is measured once per process.</summary>
/// <param name="device">Where networks run; null for the CPU.</param>
public abstract class NetworkStudy(torch.Device? device) : IStudy
{
    private readonly ConcurrentDictionary<NetworkId, Lazy<NetworkMeasurements>> answers = new();
    private readonly ConcurrentDictionary<NetworkId, Lazy<IReadOnlyList<(float Eps, Decisions Answers)>>> underAttack = new();
    private readonly ConcurrentDictionary<NetworkId, Lazy<UnitMeasurements>> units = new();
    private readonly ConcurrentDictionary<string, Lazy<(IReadOnlyList<LayerConcepts> Own, IReadOnlyList<LayerConcepts> Shuffled)>> untrained = new();
    private readonly Lock unitMeasurerLock = new();
    private UnitMeasurer? unitMeasurer;

    public abstract string Name { get; }

    public abstract string Description { get; }

    public abstract IReadOnlyList<Claim> Claims { get; }

    public abstract IReadOnlyList<Architecture> Architectures { get; }

    public abstract IReadOnlyList<int> SeedsOf(string architecture);

    public abstract IReadOnlyList<int> ControlSeedsOf(string architecture);

    public virtual IReadOnlyList<int> MatchedSeedsOf(string architecture) => [];

    public virtual int SideBySide => device is null or { type: DeviceType.CPU } ? TorchRuntime.Threads : 1;

    public abstract AttackGrid Attacks { get; }

    public abstract IReadOnlyDictionary<string, IStimulusSet> Stimuli { get; }

    public abstract IProbe Probe { get; }

    public abstract IReadOnlySet<int> UnseenConcepts { get; }

    public abstract IReadOnlyDictionary<string, string> Remarks { get; }

    public abstract IReadOnlyList<(string Key, string Value)> Provenance { get; }

    public abstract NormalizedModel Load(NetworkId id);

    public NetworkMeasurements Measure(NetworkId id, MeasurementParts parts)
    {
        NetworkMeasurements result = answers.GetOrAdd(id, _ => new(() => MeasureOnce(id, (measurer, model) => measurer.Answers(model, id.ToString(), SourceOf(id))))).Value;
        if (parts.HasFlag(MeasurementParts.Attack))
            result = result with { UnderAttack = underAttack.GetOrAdd(id, _ => new(() => MeasureOnce(id, (measurer, model) => measurer.UnderAttack(model, result)))).Value };
        if (parts.HasFlag(MeasurementParts.Units))
            result = result with { Units = units.GetOrAdd(id, _ => new(() => MeasureOnce(id, (_, model) => Units.Measure(model, Find(id.Architecture), id)))).Value };
        return result;
    }

    public (IReadOnlyList<LayerConcepts> Own, IReadOnlyList<LayerConcepts> Shuffled) Untrained(string architecture) => untrained.GetOrAdd(architecture, name => new(() =>
    {
        using NormalizedModel model = CreateUntrained(Find(name));
        if (device is not null)
            model.to(device);
        return Units.Detectors(model, Find(name));
    })).Value;

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

    private T MeasureOnce<T>(NetworkId id, Func<NetworkMeasurer, NormalizedModel, T> measure)
    {
        using NormalizedModel model = Load(id);
        if (device is not null)
            model.to(device);
        return measure(new(Stimuli, Attacks, device), model);
    }
}
