using RobustRepro.Measures.Units;
using RobustRepro.Statistics;

namespace RobustRepro.Claims;

/// <summary>R's units detect textures and colours rather than objects.</summary>
public sealed class LowerLevelClaim()
    : UnitClaim("lower-level", "share of units nearest to a texture or colour", Sign.Positive)
{
    public override IReadOnlyList<ClaimChart> Charts => [ClaimChart.DetectorCategories, ClaimChart.Ablations];

    protected override Measured ReadUnits(Runs runs)
    {
        Comparison primary = Share(
            Quantity,
            runs,
            u => u.Under(ConceptSetting.Deciding),
            0,
            u => u.Resamples.Select(r => r.LowLevelUnits)
        );
        return new(
            primary,
            TooFew(primary, "units with a concept"),
            [
                OfUnits("units that detect something", runs, u => u.IsDetector(DissectionRule.DecidingIou)),
                Share(
                    "low-level among detectors",
                    runs,
                    u => u.Under(ConceptSetting.Deciding),
                    DissectionRule.DecidingIou,
                    u => u.Resamples.Select(r => r.LowLevelShare)
                ),
                OfUnits(
                    "low-level detectors over all units",
                    runs,
                    u => u.Detects(DissectionRule.LowLevel, DissectionRule.DecidingIou)
                ),
                .. Measured(runs, ConceptSetting.Deciding with { ShuffledLabels = true })
                    ? new[]
                    {
                        OfUnits(
                            "units that detect something, with labels of other images (chance)",
                            runs,
                            u => u.IsDetector(DissectionRule.DecidingIou),
                            shuffled: true
                        ),
                    }
                    : [],
                .. Categories(runs)
                    .Select(category =>
                        OfUnits(
                            $"units that detect: {category}",
                            runs,
                            u => u.Detects([category], DissectionRule.DecidingIou)
                        )
                    ),
                .. runs.Standard[0]
                    .Units!.Under(ConceptSetting.Deciding)
                    .Select(
                        (layer, i) =>
                            Share(
                                $"nearest to a texture or colour, {layer.Layer}",
                                runs,
                                u => [u.Under(ConceptSetting.Deciding)[i]],
                                0
                            )
                    ),
            ]
        )
        {
            Variants = [.. Variants(runs)],
        };
    }

    private IEnumerable<Variant> Variants(Runs runs)
    {
        foreach (double quantile in DissectionRule.Quantiles)
        {
            foreach (double iou in DissectionRule.Ious)
            {
                if (!Measured(runs, new(quantile)) || (quantile, iou) == (DissectionRule.DecidingQuantile, 0))
                    continue;
                Comparison share = Share(Quantity, runs, u => u.Under(new(quantile)), iou);
                yield return new(
                    $"among units with an IoU above {iou:0.##}, quantile {quantile:0.###}",
                    share,
                    TooFew(share, "detectors")
                );
            }
        }
        ConceptSetting second = ConceptSetting.Deciding with { SecondProbe = true };
        if (Measured(runs, second))
            yield return new("on the generated probe", Share(Quantity, runs, u => u.Under(second), 0));
        ConceptSetting twice = ConceptSetting.Deciding with { NormalisedTwice = true };
        if (runs.Robust.All(n => n.Units!.Under(twice).Count > 0))
            yield return new(
                "R normalised twice (as the authors ran it)",
                // S has not been normalised twice, so that only R's is found
                Share(
                    Quantity,
                    runs,
                    u => u.Under(twice) is { Count: > 0 } found ? found : u.Under(ConceptSetting.Deciding),
                    0
                )
            );
    }

    private static bool Measured(Runs runs, ConceptSetting setting) =>
        runs.All.All(n => n.Units!.Under(setting).Count > 0);

    /// <summary>The share of textures and colours among the best concepts of units whose best IoU is above a
    /// bound.</summary>
    private static Comparison Share(
        string quantity,
        Runs runs,
        Func<UnitMeasurements, IReadOnlyList<LayerConcepts>> layers,
        double iou,
        Func<UnitMeasurements, IEnumerable<double>>? resampled = null
    ) =>
        CompareMeans(
            quantity,
            runs,
            u =>
                layers(u)
                    .SelectMany(l => l.Units)
                    .Select(unit =>
                        !unit.IsDetector(iou) ? double.NaN
                        : unit.Detects(DissectionRule.LowLevel, iou) ? 1
                        : 0
                    ),
            MeasureScale.Share,
            resampled,
            u => u.ProbeImages
        );

    private static Comparison OfUnits(
        string quantity,
        Runs runs,
        Func<UnitConcepts, bool> counts,
        bool shuffled = false
    ) =>
        CompareMeans(
            quantity,
            runs,
            u =>
                u.Under(ConceptSetting.Deciding with { ShuffledLabels = shuffled })
                    .SelectMany(l => l.Units)
                    .Select(unit => counts(unit) ? 1.0 : 0),
            MeasureScale.Share
        );

    private static IEnumerable<string> Categories(Runs runs) =>
        runs
            .All.SelectMany(n => n.Units!.Under(ConceptSetting.Deciding))
            .SelectMany(l => l.Units)
            .Where(u => u.IsDetector(DissectionRule.DecidingIou))
            .Select(u => u.Category!)
            .Distinct()
            .Order(StringComparer.Ordinal);
}
