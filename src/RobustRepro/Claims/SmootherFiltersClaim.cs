using RobustRepro.Measures;
using RobustRepro.Measures.Units;

namespace RobustRepro.Claims;

/// <summary>R's filters are smoother.</summary>
public sealed class SmootherFiltersClaim : UnitClaim
{
    public override string Id => "smoother-filters";

    public override string Statement =>
        "Adversarial training makes filters pixel-wise smoother: neighbouring weights differ less.";

    public override string Paper =>
        "Abstract: the first of three simplicity biases in hidden neurons, pixel-wise smoothness. Measured "
        + "there as total variation of the filters, its mean over a network's layers weighted by their channels.";

    public override string Prediction => "TV / L1 norm of first-layer filters: R - S < 0";

    public override string Measure =>
        "Anisotropic total variation of each first-layer filter, summed over its three colour planes, "
        + "divided by its L1 norm; mean over filters.";

    public override string Validity => "Always: every network has a first layer.";

    public override string Reading =>
        "Smooth is meant pixel-wise: a filter whose neighbouring weights agree, whatever its size. "
        + "Contradicted or inconclusive: if R goes by shape all the same, smooth first-layer filters are not "
        + "how this network comes to it.";

    public override string Quantity => "scale-free TV of first-layer filters";

    public override int PredictedSign => -1;

    public override bool UsesLabels => false;

    public override MeasurementParts Parts => MeasurementParts.Filters;

    public override IReadOnlyList<string> Uses => [];

    public override IReadOnlyList<string> Deviations =>
        [
            "The paper's total variation grows with the size of the weights, which training changes too; "
                + "here it is divided by the filter's L1 norm. The raw value stands beside it.",
        ];

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
