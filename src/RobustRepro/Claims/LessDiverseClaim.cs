using RobustRepro.Measures.Units;
using RobustRepro.Statistics;

namespace RobustRepro.Claims;

/// <summary>R's units respond to fewer types of inputs.</summary>
public sealed class LessDiverseClaim()
    : UnitClaim("less-diverse", "class entropy of what excites a unit, bits", Sign.Negative)
{
    public override IReadOnlyList<ClaimChart> Charts => [ClaimChart.ConceptHistogram];

    protected override Measured ReadUnits(Runs runs)
    {
        Comparison primary = CompareMeans(
            Quantity,
            runs,
            u => u.TopImages.SelectMany(t => t.ActivityEntropy),
            MeasureScale.Bits,
            u => u.EntropyResamples,
            u => u.TestImages
        );
        Comparison concepts = Concepts(DissectionRule.DecidingQuantile, DissectionRule.DecidingIou),
            detecting = CompareMeans(
                "units that detect something",
                runs,
                u =>
                    Units(u, ConceptSetting.Deciding)
                        .Select(unit => unit.IsDetector(DissectionRule.DecidingIou) ? 1.0 : 0),
                MeasureScale.Share
            ),
            perDetector = CompareMeans(
                "concepts per detector",
                runs,
                u =>
                    Units(u, ConceptSetting.Deciding)
                        .Select(unit =>
                            unit.IsDetector(DissectionRule.DecidingIou) ? unit.ConceptsAbove[^1] : double.NaN
                        ),
                MeasureScale.Amount
            ),
            unique = PerLayer(
                "unique labels per layer, over its units",
                l => Labels(l).Count() / (double)l.Units.Count
            ),
            perLabel = PerLayer(
                "detectors per label, in a layer",
                l => Labels(l).Any() ? Labels(l).Average(g => g.Count()) : double.NaN
            ),
            topEntropy = CompareMeans(
                $"class entropy of a unit's top {DissectionRule.TopImages} images, bits",
                runs,
                u => u.TopImages.SelectMany(t => t.ClassEntropy),
                MeasureScale.Bits
            ),
            distance = CompareMeans(
                $"distance among a unit's top {DissectionRule.TopImages} images, relative",
                runs,
                u => u.TopImages.SelectMany(t => t.Distance),
                MeasureScale.Amount
            );
        bool topClasses = runs.All.All(n => n.Units!.TopImages.Any(t => t.ClassEntropy.Any(double.IsFinite)));
        bool dissected = runs.All.All(n => n.Units!.Under(ConceptSetting.Deciding).Count > 0);
        return new(
            primary,
            TooFew(primary, "units that fire"),
            [
                .. dissected ? new[] { concepts, detecting, perDetector, unique, perLabel } : [],
                .. topClasses ? new[] { topEntropy } : [],
                distance,
                .. runs.Standard[0]
                    .Units!.TopImages.Select(
                        (layer, i) =>
                            CompareMeans(layer.Layer, runs, u => u.TopImages[i].ActivityEntropy, MeasureScale.Bits)
                    ),
            ]
        )
        {
            Variants =
            [
                .. topClasses ? new[] { new Variant(topEntropy.Quantity, topEntropy) } : [],
                new(distance.Quantity, distance),
                .. dissected ? Dissected() : [],
            ],
        };

        IEnumerable<Variant> Dissected()
        {
            yield return new("concepts per detector", perDetector, TooFew(perDetector, "detectors"));
            yield return new("unique labels per layer, over its units", unique);
            foreach (double quantile in DissectionRule.Quantiles)
            {
                if (runs.All.Any(n => n.Units!.Under(new(quantile)).Count == 0))
                    continue;
                foreach (double iou in DissectionRule.Ious)
                    yield return new(
                        $"concepts per unit, IoU > {iou:0.##}, quantile {quantile:0.###}",
                        Concepts(quantile, iou)
                    );
            }
        }

        Comparison Concepts(double quantile, double iou)
        {
            int index = DissectionRule.Ious.ToList().IndexOf(iou);
            return CompareMeans(
                "concepts per unit",
                runs,
                u => Units(u, new(quantile)).Select(unit => (double)unit.ConceptsAbove[index]),
                MeasureScale.Amount,
                (quantile, iou) == (DissectionRule.DecidingQuantile, DissectionRule.DecidingIou)
                    ? u => u.Resamples.Select(r => r.ConceptsPerUnit)
                    : null,
                u => u.ProbeImages
            );
        }

        Comparison PerLayer(string quantity, Func<LayerConcepts, double> value) =>
            CompareMeans(quantity, runs, u => u.Under(ConceptSetting.Deciding).Select(value), MeasureScale.Amount);
    }

    private static IEnumerable<UnitConcepts> Units(UnitMeasurements units, ConceptSetting setting) =>
        units.Under(setting).SelectMany(l => l.Units);

    /// <summary>The detectors of a layer by what they detect.</summary>
    private static IEnumerable<IGrouping<string, UnitConcepts>> Labels(LayerConcepts layer) =>
        layer.Units.Where(u => u.IsDetector(DissectionRule.DecidingIou)).GroupBy(u => u.Concept!);
}
