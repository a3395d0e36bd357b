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

    protected override Measured Read(UnitMeasurements standard, UnitMeasurements robust) =>
        new(
            CompareMeans(Quantity, standard, robust, u => u.Filters[0].ScaleFree),
            null,
            [
                CompareMeans("raw TV, first layer", standard, robust, u => u.Filters[0].Raw),
                CompareMeans(
                    "scale-free TV, all spatial convolutions",
                    standard,
                    robust,
                    u => u.Filters.SelectMany(f => f.ScaleFree)
                ),
                CompareMeans(
                    "raw TV, all spatial convolutions",
                    standard,
                    robust,
                    u => u.Filters.SelectMany(f => f.Raw)
                ),
            ]
        )
        {
            Variants =
            [
                new(
                    "raw TV, not divided by the L1 norm",
                    CompareMeans(Quantity, standard, robust, u => u.Filters[0].Raw)
                ),
                new(
                    "all spatial convolutions, weighted by channels",
                    CompareMeans(Quantity, standard, robust, u => u.Filters.SelectMany(f => f.ScaleFree))
                ),
                new(
                    "all spatial convolutions, raw TV (as in the paper)",
                    CompareMeans(Quantity, standard, robust, u => u.Filters.SelectMany(f => f.Raw))
                ),
            ],
        };
}
