using System.Globalization;
using ScottPlot;

namespace RobustRepro.Reporting.Figures;

/// <summary>Draws the two panels of a threshold in <see cref="CategoryBarsFigure"/>: how many units of a layer are
/// detectors, and the shares of the categories among them. All panels of a figure have the same rows of bars.</summary>
internal static class CategoryBarsPanels
{
    public const int Width = 880,
        Heading = 28,
        AxisHeight = 48,
        ShareWidth = 430;

    /// <summary>In units of one bar: from a layer to the next.</summary>
    public const double LayerStep = 2.5;

    public const float BarStep = 20;

    private const int RightPadding = 22,
        MostLabelWidth = 240;

    private const float TextSize = 11;

    public static Plot Counts(CategoryBar[] bars, (string Category, string Color)[] categories, double threshold)
    {
        Plot plot = Create(
            bars.Length,
            string.Create(CultureInfo.InvariantCulture, $"IoU > {threshold:0.####}: number of detectors")
        );
        int most = Math.Max(1, bars.Max(b => b.Tally?.Total ?? 0));
        float labels = Math.Min(MostLabelWidth, bars.Max(b => Panels.TextWidth($"{b.Layer}   R")) + 14);
        string longest = bars.Select(b => OfUnits(b.Tally)).MaxBy(t => t.Length)!;
        double pixelsPerUnit =
            Math.Max(40, Width - ShareWidth - labels - RightPadding - Panels.TextWidth(longest, TextSize) - 12) / most;
        foreach ((int i, (_, _, DetectorTally? tally)) in bars.Index())
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

    public static Plot Shares(CategoryBar[] bars, (string Category, string Color)[] categories)
    {
        Plot plot = Create(bars.Length, "share of each category among the detectors");
        foreach ((int i, (_, _, DetectorTally? tally)) in bars.Index())
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
                if (Panels.TextWidth(text, TextSize) + 4 < share * (ShareWidth - 2 * RightPadding))
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
        words.LabelFontSize = TextSize;
        words.LabelFontColor = Color.FromHex(color);
        words.LabelAlignment = alignment;
        words.LabelPadding = 0;
        // figures have nothing below the line
        words.LabelOffsetY = 1;
    }

    private static string OfUnits(DetectorTally? tally) =>
        tally is null ? "not measured" : $"{tally.Total} of {tally.Units}";
}
