using RobustRepro.Files;
using RobustRepro.Reporting;

namespace RobustRepro.Studies.Published;

/// <summary>People's values of the benchmark's measures, counted from published trials
/// (<c>fixtures/published/numbers.csv</c>).</summary>
internal static class People
{
    /// <summary>By column of the benchmark: what published numbers call it.</summary>
    private static readonly Dictionary<string, string> Quantities = new()
    {
        ["shape-bias"] = "shape bias",
        ["top1_acc/stylized"] = "accuracy on stylized images",
        ["top1_acc/silhouette"] = "accuracy on silhouettes",
        ["top1_acc/edge"] = "accuracy on edges",
        ["top1_acc/colour"] = "accuracy on intact photographs (colour and grey)",
    };

    private static readonly Lazy<IReadOnlyList<PublishedFigure>> OnRecord = new(() =>
        [.. PublishedFigures.Load(Fixtures.Published).Where(p => p.Kind == "human")]
    );

    /// <summary>Null where not every column of the measure is on record.</summary>
    public static double? Of(PublishedMeasure measure)
    {
        Dictionary<string, double> values = [];
        foreach (string column in measure.Columns.Distinct())
        {
            if (
                !Quantities.TryGetValue(column, out string? quantity)
                || OnRecord.Value.FirstOrDefault(p => p.Quantity == quantity) is not { } figure
            )
                return null;
            values[column] = figure.Value;
        }
        return measure.Of(column => values[column]);
    }
}
