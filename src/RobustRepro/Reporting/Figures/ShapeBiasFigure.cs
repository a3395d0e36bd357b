using System.Globalization;
using RobustRepro.Measures;
using RobustRepro.Tables;
using ScottPlot;

namespace RobustRepro.Reporting.Figures;

/// <summary>
/// The field's usual plot of shape bias (Geirhos et al. 2019, and their model-vs-human): a row per category, shape to
/// the left, texture to the right; a marker per observer and category, and a line per observer at its bias over all
/// categories.
/// </summary>
internal static class ShapeBiasFigure
{
    private static readonly MarkerShape[] Markers =
    [
        MarkerShape.FilledCircle,
        MarkerShape.FilledSquare,
        MarkerShape.FilledTriangleUp,
        MarkerShape.FilledDiamond,
        MarkerShape.FilledTriangleDown,
        MarkerShape.OpenCircle,
        MarkerShape.OpenSquare,
        MarkerShape.OpenTriangleUp,
        MarkerShape.OpenDiamond,
        MarkerShape.OpenTriangleDown,
    ];

    public static Figure Create(string id, string title, IReadOnlyList<ShapeBiasSeries> series)
    {
        if (series.Count == 0)
            throw new ArgumentException("a figure of shape bias needs an observer", nameof(series));
        IReadOnlyList<string> categories = series[0].Decisions.Categories;
        if (series.FirstOrDefault(s => !s.Decisions.Categories.SequenceEqual(categories)) is { } other)
            throw new ArgumentException(
                $"{other.Label} was asked for other categories than {series[0].Label}",
                nameof(series)
            );

        Plot plot = ReportPlot.Create(title);
        plot.HideGrid();
        // the row of all images stands a little apart
        double all = categories.Count + 0.4;
        foreach (double row in Enumerable.Range(0, categories.Count).Select(row => (double)row).Append(all))
            plot.Add.HorizontalLine(row, 1, Color.FromHex(ReportColors.Grid), LinePattern.Solid);
        var rows = new List<object?[]>();
        // lines first, markers over them
        foreach (ShapeBiasSeries s in series)
        {
            ShapeBias overall = ShapeBias.Of(s.Decisions);
            if (overall.Value is { } bias)
                plot.Add.VerticalLine(1 - bias, 3, ReportPlot.ColorOf(s.Group).WithAlpha(0.55), LinePattern.Solid);
            rows.Add(Row(s.Label, "all", overall));
        }
        for (int i = 0; i < series.Count; i++)
        {
            IReadOnlyList<ShapeBias> perCategory = ShapeBias.PerCategory(series[i].Decisions);
            (double X, double Y)[] points =
            [
                .. perCategory
                    .Select((b, row) => (b.Value, row))
                    .Where(p => p.Value is not null)
                    .Select(p => (1 - p.Value!.Value, (double)p.row)),
            ];
            if (ShapeBias.Of(series[i].Decisions).Value is { } overall)
                points = [.. points, (1 - overall, all)];
            double[] x = [.. points.Select(p => p.X)],
                y = [.. points.Select(p => p.Y)];
            ScottPlot.Plottables.Markers markers = plot.Add.Markers(
                x,
                y,
                MarkerOf(series, i),
                12,
                ReportPlot.ColorOf(series[i].Group)
            );
            markers.MarkerStyle.LineWidth = 2;
            // keeps markers apart that lie on each other
            markers.MarkerStyle.OutlineColor = Colors.White;
            markers.MarkerStyle.OutlineWidth = 1;
            markers.LegendText = Label(series[i]);
            rows.AddRange(perCategory.Select((b, row) => Row(series[i].Label, categories[row], b)));
        }

        plot.Axes.Left.SetTicks([.. categories.Select((_, row) => (double)row), all], [.. categories, "all images"]);
        plot.Axes.Left.MajorTickStyle.Length = 0;
        plot.YLabel("category of the shape");
        ReportPlot.ShareAxis(plot.Axes.Bottom);
        ReportPlot.ShareAxis(plot.Axes.Top, reversed: true);
        plot.XLabel("fraction of 'texture' decisions →");
        plot.Axes.Top.Label.Text = "← fraction of 'shape' decisions (shape bias)";
        // the first category on top
        plot.Axes.SetLimits(-0.03, 1.03, all + 0.6, -0.6);
        plot.Axes.SetLimitsX(-0.03, 1.03, plot.Axes.Top);
        // ScottPlot draws the label of the upper axis above the axis' own place, over the title
        plot.Axes.Top.MinimumSize = 52;
        plot.Axes.Top.Label.OffsetY = 18;
        plot.ShowLegend(Edge.Right);
        return new(
            id,
            title,
            "Each marker is one observer's decisions on the cue-conflict images whose shape is of that "
                + "category, counting decisions for either cue only; each thick line is the same over all "
                + "images. Left: decides by shape. Right: decides by texture.",
            new(
                title,
                [
                    Column.Text("observer"),
                    Column.Text("category"),
                    new("shape bias", 3, ReportPlot.CategoryTolerance),
                    new("shape", 0, 20),
                    new("texture", 0, 20),
                    new("trials", 0),
                ],
                rows,
                ["Shape bias: decisions for the shape over decisions for either cue."]
            ),
            ReportPlot.ToSvg(plot, id, Width(series), Height(series))
        );
    }

    /// <summary>The plot and, beside it, the longest name of the legend.</summary>
    private static int Width(IReadOnlyList<ShapeBiasSeries> series) => 690 + 8 * series.Max(s => Label(s).Length);

    /// <summary>Room for every category, and for every name of the legend.</summary>
    private static int Height(IReadOnlyList<ShapeBiasSeries> series) =>
        Math.Max(210 + 32 * series[0].Decisions.Categories.Count, 180 + 22 * series.Count);

    /// <summary>Within its own group an observer has its own marker; groups differ in colour.</summary>
    private static MarkerShape MarkerOf(IReadOnlyList<ShapeBiasSeries> series, int index) =>
        Markers[series.Take(index).Count(s => s.Group == series[index].Group) % Markers.Length];

    private static string Label(ShapeBiasSeries series) =>
        ShapeBias.Of(series.Decisions).Value is { } bias
            ? string.Create(CultureInfo.InvariantCulture, $"{series.Label} ({bias:0.00})")
            : $"{series.Label} (undefined)";

    private static object?[] Row(string observer, string category, ShapeBias bias) =>
        [observer, category, bias.Value ?? double.NaN, bias.ShapeDecisions, bias.TextureDecisions, bias.Trials];
}
