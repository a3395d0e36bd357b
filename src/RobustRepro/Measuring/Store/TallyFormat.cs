using RobustRepro.Measures.Dissection;
using RobustRepro.Probes;

namespace RobustRepro.Measuring.Store;

/// <summary>How the counts of a dissection are stored: a row per layer, whole numbers of pixels.</summary>
internal static class TallyFormat
{
    public static StoredMeasurement Write(StoredMeasurement to, IReadOnlyList<DissectedLayer> layers)
    {
        (long[] Both, long[] UnitPixels, long[] LabelledUnitPixels, long[] LabelPixels)[] counts =
        [
            .. layers.Select(l => l.Tally.Counts),
        ];
        return to.Put("layer", layers.Select(l => l.Layer).ToArray())
            .Put("quantile", layers.Select(l => l.Quantile).ToArray())
            .PutRows("threshold", layers.Select(l => l.Thresholds))
            .PutRows("unit_and_concept", counts.Select(c => c.Both))
            .PutRows("unit_on_category", counts.Select(c => c.UnitPixels))
            .PutRows("unit_on_any", counts.Select(c => c.LabelledUnitPixels))
            .PutRows("concept", counts.Select(c => c.LabelPixels));
    }

    public static IReadOnlyList<DissectedLayer> Read(StoredMeasurement from, ConceptCatalogue catalogue)
    {
        double[] quantile = from.Get<double>("quantile");
        float[][] threshold = from.GetRows<float>("threshold");
        long[][] both = from.GetRows<long>("unit_and_concept"),
            onCategory = from.GetRows<long>("unit_on_category"),
            onAny = from.GetRows<long>("unit_on_any"),
            concept = from.GetRows<long>("concept");
        return
        [
            .. from.Get<string>("layer")
                .Select(
                    (layer, i) =>
                        new DissectedLayer(
                            layer,
                            quantile[i],
                            threshold[i],
                            DissectionTally.Restore(
                                catalogue,
                                threshold[i].Length,
                                (both[i], onCategory[i], onAny[i], concept[i])
                            )
                        )
                ),
        ];
    }
}
