using RobustRepro.Measures;
using RobustRepro.Measures.Units;
using RobustRepro.Statistics;
using RobustRepro.Stimuli;

namespace RobustRepro.Claims;

/// <summary>A claim about hidden units: no stimulus set decides it, and units are what is resampled.</summary>
/// <param name="id">As of every claim.</param>
/// <param name="quantity">As of every claim.</param>
/// <param name="predictedSign">As of every claim.</param>
public abstract class UnitClaim(string id, string quantity, Sign predictedSign) : Claim(id, quantity, predictedSign)
{
    public override MeasurementParts Parts => MeasurementParts.Concepts;

    public sealed override IReadOnlyList<StimulusName> Needs => [];

    public override IReadOnlyList<StimulusName> Uses => [StimulusName.Probe, StimulusName.Intact];

    public sealed override IReadOnlyList<StimulusName> DecidedOn => [];

    /// <summary>A layer of a Small network has no more than a few dozen units: one that flips counts.</summary>
    protected internal sealed override double Tolerance => 0.04;

    public sealed override bool AppliesTo(NetworkMeasurements network) =>
        network.Units is { } units && AppliesTo(units);

    /// <summary>Whether what the claim reads was measured: a study without labelled images has no concepts.</summary>
    protected virtual bool AppliesTo(UnitMeasurements units) => units.Concepts.Count > 0;

    public sealed override Measured Read(NetworkMeasurements standard, NetworkMeasurements robust) =>
        Read(
            standard.Units
                ?? throw new ArgumentException($"{standard.Name}: hidden units were not measured", nameof(standard)),
            robust.Units
                ?? throw new ArgumentException($"{robust.Name}: hidden units were not measured", nameof(robust))
        );

    protected abstract Measured Read(UnitMeasurements standard, UnitMeasurements robust);

    /// <summary>The mean of a value per unit, for both networks.</summary>
    protected static Comparison CompareMeans(
        string quantity,
        UnitMeasurements standard,
        UnitMeasurements robust,
        Func<UnitMeasurements, IEnumerable<double>> values
    ) => new(quantity, RatioSample.MeanOverUnits(values(standard)), RatioSample.MeanOverUnits(values(robust)));
}
