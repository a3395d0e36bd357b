using System.Globalization;
using RobustRepro.Tables;
using ScottPlot;

namespace RobustRepro.Reporting.Figures;

/// <summary>How many concepts each unit responds to: the share of units per number of concepts, S beside R, with the
/// means.</summary>
internal static class ConceptHistogramFigure
{
    /// <summary>Recorded shares of units and means, in concepts, may move this far between processors.</summary>
    private const double Tolerance = 0.03;

    /// <summary>A bar per number of concepts up to this many, and wider bins, fewer for the longer names,
    /// above.</summary>
    private const int MostBins = 24,
        WideBins = 10;

    private const double Offset = 0.21,
        BarWidth = 0.38;

    /// <param name="standard">Number of concepts of each unit of S.</param>
    /// <param name="robust">Number of concepts of each unit of R.</param>
    public static Figure Create(string id, string title, IReadOnlyList<int> standard, IReadOnlyList<int> robust)
    {
        if (standard.Concat(robust).Any(c => c < 0))
            throw new ArgumentException("a unit has no fewer than 0 concepts", nameof(standard));
        int most = standard.Concat(robust).DefaultIfEmpty().Max(),
            binWidth = most < MostBins ? 1 : most / WideBins + 1,
            bins = most / binWidth + 1;
        string[] names =
        [
            .. Enumerable
                .Range(0, bins)
                .Select(b => binWidth == 1 ? $"{b}" : $"{b * binWidth}–{(b + 1) * binWidth - 1}"),
        ];
        double[] s = Shares(standard, binWidth, bins),
            r = Shares(robust, binWidth, bins);
        double height = 1.15 * s.Concat(r).Where(double.IsFinite).DefaultIfEmpty(1).Max();

        Plot plot = ReportPlot.Create(title);
        plot.Grid.XAxisStyle.IsVisible = false;
        DrawBars(plot, s, standard, -Offset, ObserverGroup.Standard);
        DrawBars(plot, r, robust, Offset, ObserverGroup.Robust);
        DrawMean(plot, standard, ObserverGroup.Standard, binWidth, height);
        DrawMean(plot, robust, ObserverGroup.Robust, binWidth, height);
        plot.Axes.Bottom.SetTicks([.. names.Select((_, b) => (double)b)], names);
        plot.Axes.Left.TickGenerator = new ScottPlot.TickGenerators.NumericAutomatic
        {
            TargetTickCount = 6,
            LabelFormatter = value => value.ToString("0.##%", CultureInfo.InvariantCulture),
        };
        plot.Axes.SetLimits(-0.7, bins - 0.3, 0, height);
        plot.XLabel("concepts per unit");
        plot.YLabel("share of the network's units");
        if (standard.Count + robust.Count == 0)
            ReportPlot.Say(plot, "no units");
        plot.ShowLegend(Edge.Bottom);
        plot.Legend.Orientation = Orientation.Vertical;
        return new(
            id,
            title,
            "For each number of concepts, the share of a network's units that respond to that many. Dashed "
                + "lines, under triangles: means over units; a network whose units respond to fewer types of "
                + "inputs stands further left.",
            new(
                title,
                [Column.Text("quantity"), new("S", 3, Tolerance), new("R", 3, Tolerance)],
                [
                    .. names.Select(
                        (name, b) =>
                            new object?[]
                            {
                                $"share of units with {name} {(name == "1" ? "concept" : "concepts")}",
                                s[b],
                                r[b],
                            }
                    ),
                    ["mean concepts per unit", Mean(standard), Mean(robust)],
                    ["units", standard.Count, robust.Count],
                ],
                []
            ),
            ReportPlot.ToSvg(plot, id, Math.Clamp(140 + (binWidth == 1 ? 40 : 72) * bins, 640, 860), 420)
        );
    }

    private static void DrawBars(
        Plot plot,
        double[] shares,
        IReadOnlyList<int> concepts,
        double offset,
        ObserverGroup group
    )
    {
        Color color = ReportPlot.ColorOf(group).Lighten(0.2);
        foreach ((int bin, double share) in shares.Index().Where(s => s.Item > 0))
            plot.Add.Bar(
                new()
                {
                    Position = bin + offset,
                    Value = share,
                    Size = BarWidth,
                    FillColor = color,
                    LineWidth = 0,
                }
            );
        string units =
            concepts.Count == 0
                ? "no units"
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"mean {Mean(concepts):0.00} ({concepts.Count} {(concepts.Count == 1 ? "unit" : "units")})"
                );
        plot.Legend.ManualItems.Add(
            new()
            {
                LabelText = $"{ReportPlot.NameOf(group)}: {units}",
                FillColor = color,
                OutlineWidth = 0,
            }
        );
    }

    private static void DrawMean(
        Plot plot,
        IReadOnlyList<int> concepts,
        ObserverGroup group,
        int binWidth,
        double height
    )
    {
        if (concepts.Count == 0)
            return;
        // the middle of a bin stands at its number; darker than the bars that the line crosses
        double x = (Mean(concepts) - (binWidth - 1) / 2.0) / binWidth;
        Color color = ReportPlot.ColorOf(group).Darken(0.35);
        plot.Add.Marker(x, 0.97 * height, MarkerShape.FilledTriangleDown, 11, color);
        plot.Add.VerticalLine(x, 1.5f, color, LinePattern.Dashed);
    }

    private static double[] Shares(IReadOnlyList<int> concepts, int binWidth, int bins)
    {
        var shares = new double[bins];
        foreach (int count in concepts)
            shares[count / binWidth]++;
        return [.. shares.Select(share => share / concepts.Count)];
    }

    private static double Mean(IReadOnlyList<int> concepts) => concepts.Count > 0 ? concepts.Average() : double.NaN;
}
