using RobustRepro.Measures;
using RobustRepro.Measures.Units;
using RobustRepro.Statistics;
using RobustRepro.Stimuli;

namespace RobustRepro.Claims;

/// <summary>R's filters are smoother.</summary>
public sealed class SmootherFiltersClaim()
    : UnitClaim("smoother-filters", "scale-free TV of first-layer filters", Sign.Negative)
{
    public override IReadOnlyList<ClaimChart> Charts => [ClaimChart.FirstLayerFilters];

    public override bool UsesLabels => false;

    public override MeasurementParts Parts => MeasurementParts.Filters;

    public override IReadOnlyList<StimulusName> Uses => [];

    protected override bool AppliesTo(UnitMeasurements units) => units.Filters.Count > 0;

    protected override Measured ReadUnits(Runs runs)
    {
        Comparison Variation(string quantity, Func<UnitMeasurements, IEnumerable<double>> values) =>
            CompareMeans(quantity, runs, values, MeasureScale.Amount);
        Comparison raw = Variation("raw TV, first layer", u => u.Filters[0].Raw),
            everywhere = Variation(
                "scale-free TV, all spatial convolutions",
                u => u.Filters.SelectMany(f => f.ScaleFree)
            ),
            asInThePaper = Variation("raw TV, all spatial convolutions", u => u.Filters.SelectMany(f => f.Raw));
        return new(Variation(Quantity, u => u.Filters[0].ScaleFree), null, [raw, everywhere, asInThePaper])
        {
            Variants =
            [
                new("raw TV, not divided by the L1 norm", raw),
                new("all spatial convolutions, weighted by channels", everywhere),
                new("all spatial convolutions, raw TV (as in the paper)", asInThePaper),
            ],
        };
    }
}
