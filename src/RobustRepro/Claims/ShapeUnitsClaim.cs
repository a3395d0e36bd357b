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
    /// <summary>One of the 90 images that a processor answers otherwise with all units in place shifts what every unit
    /// loses by 1.1.</summary>
    protected internal override double Tolerance => 1.2;

    public override IReadOnlyList<ClaimChart> Charts => [];

    /// <summary>Answers without each unit are counted and not kept, so that there are no labels to shuffle.</summary>
    public override bool UsesLabels => false;

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
            Variants =
            [
                new("shape decisions lost alone", shape),
                new("units of the last hooked layer alone", perLayer[^1]),
            ],
        };
    }
}
