using RobustRepro.Measures;
using RobustRepro.Measures.Units;
using RobustRepro.Statistics;
using RobustRepro.Stimuli;

namespace RobustRepro.Claims;

/// <summary>Noise passes R's early layers less.</summary>
public sealed class NoiseBlockingClaim() : UnitClaim("noise-blocking", "log2 TV ratio noisy / clean", Sign.Negative)
{
    public override IReadOnlyList<ClaimChart> Charts => [ClaimChart.NoiseScatter];

    public override bool UsesLabels => false;

    public override MeasurementParts Parts => MeasurementParts.Noise;

    public override IReadOnlyList<StimulusName> Uses => [StimulusName.Intact];

    protected override bool AppliesTo(UnitMeasurements units) => units.Noise.Count > 0;

    protected override Measured Read(UnitMeasurements standard, UnitMeasurements robust)
    {
        Comparison Over(string quantity, Func<UnitMeasurements, IEnumerable<NoiseResponse>> layers) =>
            CompareMeans(quantity, standard, robust, u => layers(u).SelectMany(n => n.LogRatios));
        Comparison primary = Over(Quantity, u => u.Noise.Take(DissectionRule.EarlyLayers));
        double live = Math.Min(primary.Standard.Denominators.Sum(), primary.Robust.Denominators.Sum());
        string[] layers = [.. standard.Noise.Select(n => n.Layer)];
        return new(
            primary,
            live >= Statistics.DecisionRule.FewestDetectors
                ? null
                : $"fewer than {Statistics.DecisionRule.FewestDetectors} early channels of a network fire on "
                    + $"clean and on noisy images",
            [.. layers.Select((layer, i) => Over(layer, u => [u.Noise[i]]))]
        )
        {
            Variants =
            [
                new("first hooked layer alone", Over(Quantity, u => u.Noise.Take(1))),
                new("all hooked layers", Over(Quantity, u => u.Noise)),
            ],
        };
    }
}
