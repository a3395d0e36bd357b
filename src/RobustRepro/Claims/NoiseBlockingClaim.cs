using RobustRepro.Measures;
using RobustRepro.Measures.Units;
using RobustRepro.Statistics;
using RobustRepro.Stimuli;

namespace RobustRepro.Claims;

/// <summary>Noise changes what R's early layers give less.</summary>
public sealed class NoiseBlockingClaim() : UnitClaim("noise-blocking", "|log2 TV ratio noisy / clean|", Sign.Negative)
{
    public override IReadOnlyList<ClaimChart> Charts => [ClaimChart.NoiseScatter];

    public override bool UsesLabels => false;

    public override MeasurementParts Parts => MeasurementParts.Noise;

    public override IReadOnlyList<StimulusName> Uses => [StimulusName.Intact];

    protected override bool AppliesTo(UnitMeasurements units) => units.Noise.Count > 0;

    protected override Measured ReadUnits(Runs runs)
    {
        static IEnumerable<NoiseResponse> Early(UnitMeasurements units) => units.Noise.Take(DissectionRule.EarlyLayers);
        Comparison Changes(string quantity, Func<UnitMeasurements, IEnumerable<NoiseResponse>> layers) =>
            CompareMeans(quantity, runs, u => layers(u).SelectMany(n => n.AbsoluteLogRatios), MeasureScale.Change);
        Comparison primary = Changes(Quantity, Early),
            signed = CompareMeans(
                "log2 TV ratio noisy / clean",
                runs,
                u => Early(u).SelectMany(n => n.LogRatios),
                MeasureScale.SignedChange
            ),
            relative = CompareMeans(
                "relative L2 change of the map",
                runs,
                u => Early(u).SelectMany(n => n.RelativeChange),
                MeasureScale.Change
            );
        string[] layers = [.. runs.Standard[0].Units!.Noise.Select(n => n.Layer)];
        return new(
            primary,
            TooFew(primary, "early channels that fire on clean and on noisy images"),
            [signed, relative, .. layers.Select((layer, i) => Changes(layer, u => [u.Noise[i]]))]
        )
        {
            Variants =
            [
                new("signed: gains and losses of channels cancel", signed),
                new("relative L2 change of the map", relative),
                new("first hooked layer alone", Changes(Quantity, u => u.Noise.Take(1))),
                new("all hooked layers", Changes(Quantity, u => u.Noise)),
            ],
        };
    }
}
