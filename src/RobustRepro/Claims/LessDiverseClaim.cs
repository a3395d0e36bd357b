using RobustRepro.Measures.Units;
using RobustRepro.Statistics;

namespace RobustRepro.Claims;

/// <summary>R's units respond to fewer types of inputs.</summary>
public sealed class LessDiverseClaim() : UnitClaim("less-diverse", "concepts per unit", Sign.Negative)
{
    public override IReadOnlyList<ClaimChart> Charts => [ClaimChart.ConceptHistogram];

    protected override Measured Read(UnitMeasurements standard, UnitMeasurements robust)
    {
        Comparison primary = Concepts(
            Quantity,
            standard,
            robust,
            u => u.Under(ConceptSetting.Deciding),
            DissectionRule.DecidingIou
        );
        double fewest = Math.Min(
            primary.Standard.Numerators.Count(n => n > 0),
            primary.Robust.Numerators.Count(n => n > 0)
        );
        return new(
            primary,
            fewest >= DecisionRule.FewestDetectors
                ? null
                : $"a network has fewer than {DecisionRule.FewestDetectors} units with a concept ({fewest:0})",
            [
                .. standard
                    .Under(ConceptSetting.Deciding)
                    .Select(
                        (layer, i) =>
                            Concepts(
                                $"concepts per unit, {layer.Layer}",
                                standard,
                                robust,
                                u => [u.Under(ConceptSetting.Deciding)[i]],
                                DissectionRule.DecidingIou
                            )
                    ),
                .. standard
                    .Under(ConceptSetting.Deciding)
                    .Select(
                        (layer, i) =>
                            CompareMeans(
                                $"unique concepts over units, {layer.Layer}",
                                standard,
                                robust,
                                u => [Unique(u.Under(ConceptSetting.Deciding)[i])]
                            )
                    ),
                CompareMeans(
                    $"class entropy of a unit's top {DissectionRule.TopImages} images, bits",
                    standard,
                    robust,
                    u => u.TopImages.SelectMany(t => t.ClassEntropy)
                ),
                CompareMeans(
                    $"distance among a unit's top {DissectionRule.TopImages} images, relative",
                    standard,
                    robust,
                    u => u.TopImages.SelectMany(t => t.Distance)
                ),
            ]
        )
        {
            Variants = [.. Variants(standard, robust)],
            OverImages =
            [
                .. standard.Resamples.Zip(robust.Resamples, (s, r) => (s.ConceptsPerUnit, r.ConceptsPerUnit)),
            ],
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
                        Concepts(Quantity, standard, robust, u => u.Under(new(quantile)), iou)
                    );
            }
        }
        ConceptSetting second = ConceptSetting.Deciding with { SecondProbe = true };
        if (standard.Under(second).Count > 0)
            yield return new(
                "on the generated probe",
                Concepts(Quantity, standard, robust, u => u.Under(second), DissectionRule.DecidingIou)
            );
        ConceptSetting twice = ConceptSetting.Deciding with { NormalisedTwice = true };
        if (robust.Under(twice).Count > 0)
            yield return new(
                "R normalised twice (as the authors ran it)",
                Concepts(
                    Quantity,
                    standard,
                    robust,
                    u => ReferenceEquals(u, robust) ? u.Under(twice) : u.Under(ConceptSetting.Deciding),
                    DissectionRule.DecidingIou
                )
            );
        if (standard.TopImages.Count > 0)
            yield return new(
                $"class entropy of a unit's top {DissectionRule.TopImages} images, bits",
                CompareMeans(Quantity, standard, robust, u => u.TopImages.SelectMany(t => t.ClassEntropy))
            );
    }

    private static Comparison Concepts(
        string quantity,
        UnitMeasurements standard,
        UnitMeasurements robust,
        Func<UnitMeasurements, IReadOnlyList<LayerConcepts>> layers,
        double iou
    )
    {
        int index = DissectionRule.Ious.ToList().IndexOf(iou);
        return CompareMeans(
            quantity,
            standard,
            robust,
            u => layers(u).SelectMany(l => l.Units).Select(unit => (double)unit.ConceptsAbove[index])
        );
    }

    private static double Unique(LayerConcepts layer) =>
        layer.Units.Where(u => u.IsDetector(DissectionRule.DecidingIou)).Select(u => u.Concept).Distinct().Count()
        / (double)layer.Units.Count;
}
