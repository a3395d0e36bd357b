using RobustRepro.Measures;
using RobustRepro.Measures.Units;
using RobustRepro.Statistics;
using RobustRepro.Stimuli;

namespace RobustRepro.Claims;

/// <summary>R's single units carry shape: without one of them, decisions by shape are lost rather than decisions by
/// texture.</summary>
public sealed class ShapeUnitsClaim()
    : UnitClaim("shape-units", "shape less texture decisions lost without a unit, per 100", Sign.Positive)
{
    public override IReadOnlyList<ClaimChart> Charts => [];

    public override MeasurementParts Parts => MeasurementParts.SingleUnits;

    public override IReadOnlyList<StimulusName> Uses => [StimulusName.CueConflict];

    protected override bool AppliesTo(UnitMeasurements units) => units.SingleUnits.Count > 0;

    protected override Measured ReadUnits(Runs runs)
    {
        Comparison Mean(string quantity, Func<UnitAblation, double> lost) =>
            CompareMeans(quantity, runs, u => u.SingleUnits.Select(lost), MeasureScale.PerUnit);
        Comparison shape = Mean("shape decisions lost, per 100 images", u => u.ShapeLost),
            texture = Mean("texture decisions lost, per 100 images", u => u.TextureLost);
        string[] layers = [.. runs.Standard[0].Units!.SingleUnits.Select(u => u.Layer).Distinct()];
        Comparison[] perLayer =
        [
            .. layers.Select(layer => Mean(layer, u => u.Layer == layer ? u.ShapeLost - u.TextureLost : double.NaN)),
        ];
        return new(Mean(Quantity, u => u.ShapeLost - u.TextureLost), null, [shape, texture, .. perLayer])
        {
            Variants = [new("shape decisions lost alone", shape), new($"units of {layers[^1]} alone", perLayer[^1])],
        };
    }
}
