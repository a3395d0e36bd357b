using System.Globalization;
using RobustRepro.Tables;

namespace RobustRepro.Reporting.Figures;

/// <summary>The numbers of <see cref="CategoryBarsFigure"/> as a table.</summary>
internal static class CategoryBarsTable
{
    /// <summary>Recorded numbers of detectors may move this far between processors: units at the threshold.</summary>
    private const double CountTolerance = 3;

    /// <param name="bars">In the order of the rows; those that were not measured have none.</param>
    public static ResultTable Create(
        string title,
        IEnumerable<CategoryBar> bars,
        (string Category, string Color)[] categories
    ) =>
        new(
            title,
            [
                Column.Text("IoU above"),
                Column.Text("layer"),
                Column.Text("network"),
                new("units", 0),
                new("detectors", 0, CountTolerance),
                .. categories.Select(c => new Column(c.Category, 0, CountTolerance)),
                .. categories.Select(c => new Column($"share {c.Category}", 3, ReportPlot.CategoryTolerance)),
            ],
            [
                .. bars.SelectMany(bar =>
                    bar.Tally is { } tally
                        ? [Row(bar.Group == ObserverGroup.Standard ? "S" : "R", tally, categories)]
                        : Array.Empty<object?[]>()
                ),
            ],
            [
                "A column per category: detectors of a concept of that category, and their share of the "
                    + "layer's detectors.",
            ]
        );

    private static object?[] Row(string network, DetectorTally tally, (string Category, string Color)[] categories)
    {
        int[] counts = [.. categories.Select(c => tally.Detectors.GetValueOrDefault(c.Category))];
        return
        [
            tally.Threshold.ToString("0.####", CultureInfo.InvariantCulture),
            tally.Layer,
            network,
            tally.Units,
            tally.Total,
            .. counts.Cast<object?>(),
            .. counts.Select(n => (object?)(tally.Total > 0 ? (double)n / tally.Total : double.NaN)),
        ];
    }
}
