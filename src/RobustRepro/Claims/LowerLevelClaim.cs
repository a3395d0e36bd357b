using RobustRepro.Measures.Units;
using RobustRepro.Statistics;

namespace RobustRepro.Claims;

/// <summary>R's units detect textures and colours rather than objects.</summary>
public sealed class LowerLevelClaim() : UnitClaim("lower-level", "share of low-level detectors", Sign.Positive)
{
    public override IReadOnlyList<ClaimChart> Charts => [ClaimChart.DetectorCategories, ClaimChart.Ablations];

    protected override Measured Read(UnitMeasurements standard, UnitMeasurements robust)
    {
        Comparison primary = Share(standard, robust, ConceptSetting.Deciding, DissectionRule.DecidingIou);
        double fewest = Math.Min(primary.Standard.Denominators.Sum(), primary.Robust.Denominators.Sum());
        return new(
            primary,
            fewest >= DecisionRule.FewestDetectors
                ? null
                : $"a network has fewer than {DecisionRule.FewestDetectors} detectors ({fewest:0})",
            [
                OfUnits("units that detect something", standard, robust, u => u.IsDetector(DissectionRule.DecidingIou)),
                OfUnits(
                    "the same with labels of other images (chance)",
                    standard,
                    robust,
                    u => u.IsDetector(DissectionRule.DecidingIou),
                    shuffled: true
                ),
                .. Categories(standard, robust)
                    .Select(category =>
                        OfUnits(
                            $"units that detect: {category}",
                            standard,
                            robust,
                            u => u.Detects([category], DissectionRule.DecidingIou)
                        )
                    ),
                .. standard
                    .Under(ConceptSetting.Deciding)
                    .Select(
                        (layer, i) =>
                            Share(
                                $"low-level share, {layer.Layer}",
                                standard,
                                robust,
                                u => [u.Under(ConceptSetting.Deciding)[i]],
                                DissectionRule.DecidingIou
                            )
                    ),
            ]
        )
        {
            Variants = [.. Variants(standard, robust)],
            OverImages = [.. standard.Resamples.Zip(robust.Resamples, (s, r) => (s.LowLevelShare, r.LowLevelShare))],
        };
    }

    private IEnumerable<Variant> Variants(UnitMeasurements standard, UnitMeasurements robust)
    {
        foreach (double quantile in DissectionRule.Quantiles)
        {
            foreach (double iou in DissectionRule.Ious)
            {
                if (
                    standard.Under(new(quantile)).Count > 0
                    && (quantile, iou) != (DissectionRule.DecidingQuantile, DissectionRule.DecidingIou)
                )
                    yield return new(
                        $"IoU > {iou:0.##}, quantile {quantile:0.###}",
                        Share(standard, robust, new(quantile), iou)
                    );
            }
        }
        ConceptSetting second = ConceptSetting.Deciding with { SecondProbe = true };
        if (standard.Under(second).Count > 0)
            yield return new(
                "on the generated probe",
                Share(Quantity, standard, robust, u => u.Under(second), DissectionRule.DecidingIou)
            );
        ConceptSetting twice = ConceptSetting.Deciding with { NormalisedTwice = true };
        if (robust.Under(twice).Count > 0)
            yield return new(
                "R normalised twice (as the authors ran it)",
                Share(
                    Quantity,
                    standard,
                    robust,
                    u => ReferenceEquals(u, robust) ? u.Under(twice) : u.Under(ConceptSetting.Deciding),
                    DissectionRule.DecidingIou
                )
            );
    }

    private Comparison Share(UnitMeasurements standard, UnitMeasurements robust, ConceptSetting setting, double iou) =>
        Share(Quantity, standard, robust, u => u.Under(setting), iou);

    private static Comparison Share(
        string quantity,
        UnitMeasurements standard,
        UnitMeasurements robust,
        Func<UnitMeasurements, IReadOnlyList<LayerConcepts>> layers,
        double iou
    ) =>
        CompareMeans(
            quantity,
            standard,
            robust,
            u =>
                layers(u)
                    .SelectMany(l => l.Units)
                    .Select(unit =>
                        !unit.IsDetector(iou) ? double.NaN
                        : unit.Detects(DissectionRule.LowLevel, iou) ? 1
                        : 0
                    )
        );

    private static Comparison OfUnits(
        string quantity,
        UnitMeasurements standard,
        UnitMeasurements robust,
        Func<UnitConcepts, bool> counts,
        bool shuffled = false
    ) =>
        CompareMeans(
            quantity,
            standard,
            robust,
            u =>
                u.Under(ConceptSetting.Deciding with { ShuffledLabels = shuffled })
                    .SelectMany(l => l.Units)
                    .Select(unit => counts(unit) ? 1.0 : 0)
        );

    private static IEnumerable<string> Categories(params UnitMeasurements[] networks) =>
        networks
            .SelectMany(n => n.Under(ConceptSetting.Deciding))
            .SelectMany(l => l.Units)
            .Where(u => u.IsDetector(DissectionRule.DecidingIou))
            .Select(u => u.Category!)
            .Distinct()
            .Order(StringComparer.Ordinal);
}
