using System.Globalization;
using RobustRepro.Tables;
using ScottPlot;

namespace RobustRepro.Reporting.Figures;

/// <summary>
/// What the units of each layer detect, S above R, a panel per IoU threshold: at the left how many units are detectors,
/// stacked by category of
/// concept; at the right the shares of the categories among them.
/// </summary>
internal static class CategoryBarsFigure
{
    /// <summary>Recorded numbers of detectors may move this far between processors: units at the threshold.</summary>
    private const double CountTolerance = 3;

    private const int Width = 880,
        Heading = 28,
        PanelGap = 14,
        AxisHeight = 48,
        RightPadding = 22,
        ShareWidth = 430,
        MostLabelWidth = 240;

    /// <summary>In units of one bar: from a layer to the next.</summary>
    private const double LayerStep = 2.5;

    private const float BarStep = 20,
        ShareTextSize = 11;

    /// <param name="standard">Per layer and threshold, in any order; layers are drawn in the order in which they first
    /// occur.</param>
    /// <param name="robust">The same of R.</param>
    public static Figure Create(
        string id,
        string title,
        IReadOnlyList<DetectorTally> standard,
        IReadOnlyList<DetectorTally> robust
    )
    {
        DetectorTally[] all = [.. standard, .. robust];
        string[] layers = [.. all.Select(t => t.Layer).Distinct()];
        double[] thresholds = [.. all.Select(t => t.Threshold).Distinct().Order()];
        (string Category, string Color)[] categories =
        [
            .. ReportColors.OfCategories(all.SelectMany(t => t.Detectors.Where(d => d.Value > 0).Select(d => d.Key))),
        ];

        ReportFonts.Register();
        int panel = PanelGap + Heading + (int)(LayerStep * BarStep * Math.Max(1, layers.Length)) + AxisHeight;
        int height = Panels.TitleHeight + panel * Math.Max(1, thresholds.Length) + Panels.LegendHeight + 8;
        var drawn = new List<(Plot, PixelRect)>();
        foreach ((int row, double threshold) in thresholds.Index())
        {
            float top = Panels.TitleHeight + row * panel;
            (string, ObserverGroup, DetectorTally?)[] bars =
            [
                .. layers.SelectMany(layer =>
                    new (string, ObserverGroup, DetectorTally?)[]
                    {
                        (layer, ObserverGroup.Standard, Find(standard, layer, threshold)),
                        (layer, ObserverGroup.Robust, Find(robust, layer, threshold)),
                    }
                ),
            ];
            drawn.Add((Counts(bars, categories, threshold), new(0, Width - ShareWidth, top + panel, top + PanelGap)));
            drawn.Add((Shares(bars, categories), new(Width - ShareWidth, Width, top + panel, top + PanelGap)));
        }
        if (thresholds.Length == 0)
        {
            Plot empty = ReportPlot.Create("");
            ReportPlot.Say(empty, "no layers were dissected");
            drawn.Add((empty, new(0, Width, Panels.TitleHeight + panel, Panels.TitleHeight)));
        }
        return new(
            id,
            title,
            "Left: how many units of each layer detect a concept, by category of the concept, and of how "
                + "many units. Right: the same bars stretched to one length, with the share of each category "
                + "among the detectors. "
                + "Warm colours are low-level concepts, cool ones parts, objects and scenes.",
            Table(title, layers, thresholds, categories, standard, robust),
            Panels.ToSvg(
                id,
                title,
                Width,
                height,
                drawn,
                [.. categories.Select(c => (c.Category, Color.FromHex(c.Color)))]
            )
        );
    }

    private static Plot Counts(
        (string Layer, ObserverGroup Group, DetectorTally? Tally)[] bars,
        (string Category, string Color)[] categories,
        double threshold
    )
    {
        Plot plot = Create(
            bars.Length,
            string.Create(CultureInfo.InvariantCulture, $"IoU > {threshold:0.####}: number of detectors")
        );
        int most = Math.Max(1, bars.Max(b => b.Tally?.Total ?? 0));
        float labels = Math.Min(MostLabelWidth, bars.Max(b => Panels.TextWidth($"{b.Layer}   R")) + 14);
        string longest = bars.Select(b => OfUnits(b.Tally)).MaxBy(t => t.Length)!;
        double pixelsPerUnit =
            Math.Max(40, Width - ShareWidth - labels - RightPadding - Panels.TextWidth(longest, ShareTextSize) - 12)
            / most;
        foreach ((int i, (string _, ObserverGroup _, DetectorTally? tally)) in bars.Index())
        {
            double from = 0;
            foreach ((string category, string color) in categories)
                from = Segment(plot, i, from, tally?.Detectors.GetValueOrDefault(category) ?? 0, color);
            Write(plot, OfUnits(tally), from + 5 / pixelsPerUnit, Position(i), Alignment.MiddleLeft);
        }
        plot.Axes.SetLimitsX(0, (Width - ShareWidth - labels - RightPadding) / pixelsPerUnit);
        plot.Axes.Bottom.TickGenerator = new ScottPlot.TickGenerators.NumericAutomatic
        {
            TargetTickCount = 4,
            IntegerTicksOnly = true,
        };
        plot.Axes.Left.SetTicks(
            [.. bars.Select((_, i) => Position(i))],
            [.. bars.Select(b => b.Group == ObserverGroup.Standard ? $"{b.Layer}   S" : "R")]
        );
        plot.XLabel("detectors");
        plot.Layout.Fixed(new PixelPadding(labels, RightPadding, AxisHeight, Heading));
        return plot;
    }

    private static Plot Shares(
        (string Layer, ObserverGroup Group, DetectorTally? Tally)[] bars,
        (string Category, string Color)[] categories
    )
    {
        Plot plot = Create(bars.Length, "share of each category among the detectors");
        foreach ((int i, (string _, ObserverGroup _, DetectorTally? tally)) in bars.Index())
        {
            if (tally is null || tally.Total == 0)
            {
                Write(
                    plot,
                    tally is null ? "not measured" : "no detectors",
                    0.01,
                    Position(i),
                    Alignment.MiddleLeft,
                    ReportColors.Other
                );
                continue;
            }
            double from = 0;
            foreach ((string category, string color) in categories)
            {
                double share = (double)tally.Detectors.GetValueOrDefault(category) / tally.Total;
                double to = Segment(plot, i, from, share, color);
                string text = share.ToString("0%", CultureInfo.InvariantCulture);
                if (Panels.TextWidth(text, ShareTextSize) + 4 < share * (ShareWidth - 2 * RightPadding))
                    Write(plot, text, (from + to) / 2, Position(i), Alignment.MiddleCenter);
                from = to;
            }
        }
        plot.Axes.SetLimitsX(0, 1);
        double[] ticks = [0, 0.25, 0.5, 0.75, 1];
        plot.Axes.Bottom.SetTicks(ticks, [.. ticks.Select(t => t.ToString("0%", CultureInfo.InvariantCulture))]);
        plot.Axes.Left.SetTicks([], []);
        plot.XLabel("share of the detectors");
        plot.Layout.Fixed(new PixelPadding(RightPadding, RightPadding, AxisHeight, Heading));
        return plot;
    }

    private static Plot Create(int bars, string title)
    {
        Plot plot = ReportPlot.Create("");
        plot.Title(title, ReportPlot.TextSize + 1);
        plot.Axes.Title.Label.Bold = false;
        plot.Grid.YAxisStyle.IsVisible = false;
        plot.Axes.Left.MajorTickStyle.Length = 0;
        // the first layer on top
        plot.Axes.SetLimitsY(Position(bars - 1) + 0.75, -0.75);
        return plot;
    }

    /// <summary>Bars of one layer touch, S above R.</summary>
    private static double Position(int bar) => bar / 2 * LayerStep + bar % 2;

    /// <summary>Draws a part of a bar and says where it ends.</summary>
    private static double Segment(Plot plot, int bar, double from, double length, string color)
    {
        if (length > 0)
        {
            plot.Add.Bar(
                new()
                {
                    Position = Position(bar),
                    ValueBase = from,
                    Value = from + length,
                    Size = 0.9,
                    FillColor = Color.FromHex(color),
                    LineColor = Colors.White,
                    LineWidth = 1,
                    Orientation = Orientation.Horizontal,
                }
            );
        }
        return from + length;
    }

    private static void Write(
        Plot plot,
        string text,
        double x,
        double y,
        Alignment alignment,
        string color = ReportColors.Text
    )
    {
        ScottPlot.Plottables.Text words = plot.Add.Text(text, x, y);
        words.LabelFontSize = ShareTextSize;
        words.LabelFontColor = Color.FromHex(color);
        words.LabelAlignment = alignment;
        words.LabelPadding = 0;
        // figures have nothing below the line
        words.LabelOffsetY = 1;
    }

    private static string OfUnits(DetectorTally? tally) =>
        tally is null ? "not measured" : $"{tally.Total} of {tally.Units}";

    private static DetectorTally? Find(IReadOnlyList<DetectorTally> tallies, string layer, double threshold) =>
        tallies.FirstOrDefault(t => t.Layer == layer && t.Threshold == threshold);

    private static ResultTable Table(
        string title,
        string[] layers,
        double[] thresholds,
        (string Category, string Color)[] categories,
        IReadOnlyList<DetectorTally> standard,
        IReadOnlyList<DetectorTally> robust
    )
    {
        var rows = new List<object?[]>();
        foreach (double threshold in thresholds)
        {
            foreach (string layer in layers)
            {
                foreach (
                    (string network, DetectorTally? tally) in new[]
                    {
                        ("S", Find(standard, layer, threshold)),
                        ("R", Find(robust, layer, threshold)),
                    }
                )
                {
                    if (tally is not null)
                        rows.Add(Row(network, tally, categories));
                }
            }
        }
        return new(
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
            rows,
            [
                "A column per category: detectors of a concept of that category, and their share of the "
                    + "layer's detectors.",
            ]
        );
    }

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
