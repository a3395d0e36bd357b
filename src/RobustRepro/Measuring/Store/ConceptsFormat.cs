using RobustRepro.Measures.Units;

namespace RobustRepro.Measuring.Store;

/// <summary>How the concepts of units are stored: a row per layer and setting, and a row per unit.</summary>
internal static class ConceptsFormat
{
    public static StoredMeasurement Write(StoredMeasurement to, IReadOnlyList<LayerConcepts> concepts) =>
        WriteUnits(
            to.Put("setting_layer", concepts.Select(c => c.Layer).ToArray())
                .Put("setting_quantile", concepts.Select(c => c.Setting.Quantile).ToArray())
                .Put("setting_shuffled_labels", concepts.Select(c => c.Setting.ShuffledLabels).ToArray())
                .Put("setting_normalised_twice", concepts.Select(c => c.Setting.NormalisedTwice).ToArray())
                .Put("setting_second_probe", concepts.Select(c => c.Setting.SecondProbe).ToArray())
                .Put("setting_units", concepts.Select(c => c.Units.Count).ToArray()),
            [.. concepts.SelectMany(c => c.Units)]
        );

    public static IReadOnlyList<LayerConcepts> Read(StoredMeasurement from)
    {
        UnitConcepts[] units = ReadUnits(from);
        double[] quantile = from.Get<double>("setting_quantile");
        bool[] shuffled = from.Get<bool>("setting_shuffled_labels"),
            twice = from.Get<bool>("setting_normalised_twice"),
            second = from.Get<bool>("setting_second_probe");
        int[] count = from.Get<int>("setting_units");
        int start = 0;
        var concepts = new List<LayerConcepts>();
        foreach ((string layer, int i) in from.Get<string>("setting_layer").Select((layer, i) => (layer, i)))
        {
            concepts.Add(
                new(layer, new(quantile[i], shuffled[i], twice[i], second[i]), units[start..(start + count[i])])
            );
            start += count[i];
        }
        return concepts;
    }

    public static StoredMeasurement WriteUnits(StoredMeasurement to, IReadOnlyList<UnitConcepts> units) =>
        to.Put("unit_concept", units.Select(u => u.Concept ?? "").ToArray())
            .Put("unit_category", units.Select(u => u.Category ?? "").ToArray())
            .Put("unit_iou", units.Select(u => u.Iou).ToArray())
            .Put("unit_threshold", units.Select(u => u.Threshold).ToArray())
            .Put(
                "unit_concepts_above",
                units.SelectMany(u => u.ConceptsAbove).ToArray(),
                units.Count,
                DissectionRule.Ious.Count
            );

    public static UnitConcepts[] ReadUnits(StoredMeasurement from)
    {
        string[] category = from.Get<string>("unit_category");
        double[] iou = from.Get<double>("unit_iou");
        float[] threshold = from.Get<float>("unit_threshold");
        int[][] above = [.. from.Get<int>("unit_concepts_above").Chunk(DissectionRule.Ious.Count)];
        return
        [
            .. from.Get<string>("unit_concept")
                .Select(
                    (concept, i) =>
                        new UnitConcepts(
                            concept == "" ? null : concept,
                            category[i] == "" ? null : category[i],
                            iou[i],
                            threshold[i],
                            above[i]
                        )
                ),
        ];
    }
}
