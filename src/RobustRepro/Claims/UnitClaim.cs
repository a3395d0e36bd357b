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
    protected internal override double Tolerance => 0.04;

    public sealed override bool AppliesTo(NetworkMeasurements network) =>
        network.Units is { } units && AppliesTo(units);

    /// <summary>Whether what the claim reads was measured: a study without labelled images has no concepts.</summary>
    protected virtual bool AppliesTo(UnitMeasurements units) => units.Concepts.Count > 0;

    public sealed override Measured Read(Runs runs)
    {
        foreach (NetworkMeasurements network in runs.All)
        {
            if (network.Units is null)
                throw new ArgumentException($"{network.Name}: hidden units were not measured", nameof(runs));
        }
        return ReadUnits(runs);
    }

    /// <summary>Reads the measure; every network has its <see cref="NetworkMeasurements.Units"/>.</summary>
    protected abstract Measured ReadUnits(Runs runs);

    /// <summary>The mean of a value per unit; NaN for a unit that does not count.</summary>
    /// <param name="quantity">As tables print it.</param>
    /// <param name="resampled">The mean under resamples of groups of probe images, where images have a part in
    /// it.</param>
    /// <param name="images">How many images those groups hold together.</param>
    protected static Comparison CompareMeans(
        string quantity,
        Runs runs,
        Func<UnitMeasurements, IEnumerable<double>> values,
        MeasureScale scale,
        Func<UnitMeasurements, IEnumerable<double>>? resampled = null,
        Func<UnitMeasurements, int>? images = null
    ) =>
        runs.Compare(
            quantity,
            n => RatioSample.MeanOverUnits(values(n.Units!)),
            scale,
            resampled is null ? null : n => [.. resampled(n.Units!)],
            images is null ? null : n => images(n.Units!)
        );

    /// <summary>Why a measure decides nothing where some network has too few units that count; null where none
    /// has.</summary>
    /// <param name="what">What the network has too few of.</param>
    protected static string? TooFew(Comparison comparison, string what)
    {
        double fewest = comparison.Standard.Runs.Concat(comparison.Robust.Runs).Min(r => r.Denominators.Sum());
        return fewest >= DecisionRule.FewestDetectors
            ? null
            : $"a network has fewer than {DecisionRule.FewestDetectors} {what} ({fewest:0})";
    }
}
