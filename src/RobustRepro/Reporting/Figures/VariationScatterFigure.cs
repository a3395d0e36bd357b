using System.Globalization;
using RobustRepro.Tables;
using ScottPlot;

namespace RobustRepro.Reporting.Figures;

/// <summary>
/// What noise does to each channel of a layer: total variation of its map without noise against that with noise, S
/// beside R on the same axes. On the line noise changes nothing; channels beyond the band around it are marked and
/// counted.
/// </summary>
internal static class VariationScatterFigure
{
    /// <summary>Recorded total variations may move this far between processors.</summary>
    private const double Tolerance = 0.01;

    /// <summary>Axes become logarithmic where the variations spread over more than this factor, leaving out the tenth
    /// at either end.</summary>
    private const double LogarithmicFrom = 30;

    private const int PanelWidth = 420,
        PanelHeight = 548;

    /// <param name="threshold">Channels whose variation differs by this much or more are marked; in the units of the
    /// variations.</param>
    public static Figure Create(
        string id,
        string title,
        ChannelScatter standard,
        ChannelScatter robust,
        double threshold
    )
    {
        if (!(threshold >= 0))
            throw new ArgumentOutOfRangeException(nameof(threshold), threshold, "a threshold is 0 or more");
        Require(standard, nameof(standard));
        Require(robust, nameof(robust));
        VariationAxis axis = VariationAxis.For(
            [.. Drawn(standard).Concat(Drawn(robust)).SelectMany(p => new[] { p.Clean, p.Noisy })],
            LogarithmicFrom
        );
        string svg = Panels.ToSvg(
            id,
            title,
            2 * PanelWidth,
            Panels.TitleHeight + PanelHeight,
            [
                (Draw(standard, ObserverGroup.Standard, axis, threshold), Place(0)),
                (Draw(robust, ObserverGroup.Robust, axis, threshold), Place(1)),
            ],
            []
        );
        return new(
            id,
            title,
            Caption(standard, robust, axis, threshold),
            new(
                title,
                [
                    Column.Text("network"),
                    new("channel", 0),
                    new("clean", 3, Tolerance),
                    new("noisy", 3, Tolerance),
                    new("difference", 3, 2 * Tolerance),
                    Column.Text("marked"),
                ],
                [.. Rows("S", standard, threshold), .. Rows("R", robust, threshold)],
                [
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"clean, noisy: total variation of the channel's map; marked: the two differ by "
                            + $"{threshold:0.####} or more."
                    ),
                ]
            ),
            svg
        );
    }

    private static PixelRect Place(int column) =>
        new(column * PanelWidth, (column + 1) * PanelWidth, Panels.TitleHeight + PanelHeight, Panels.TitleHeight);

    private static Plot Draw(ChannelScatter channels, ObserverGroup group, VariationAxis axis, double threshold)
    {
        Plot plot = ReportPlot.Create("");
        plot.Title(ReportPlot.NameOf(group), 14);
        Color color = ReportPlot.ColorOf(group);
        (double Clean, double Noisy)[] drawn = [.. Drawn(channels)];
        plot.Axes.SetLimits(axis.Low, axis.High, axis.Low, axis.High);
        plot.Axes.Left.TickGenerator = axis.Ticks();
        plot.Axes.Bottom.TickGenerator = axis.Ticks();
        plot.XLabel("total variation, clean images");
        plot.YLabel("total variation, noisy images");

        if (drawn.Length == 0)
            ReportPlot.Say(plot, channels.Clean.Count == 0 ? "no channels" : "undefined in every channel");
        else
            DrawLines(plot, axis, threshold);
        Draw(
            plot,
            [.. drawn.Where(p => !IsOutlier(p.Clean, p.Noisy, threshold))],
            axis,
            MarkerShape.FilledCircle,
            color.WithAlpha(0.4),
            Colors.Transparent,
            "in the band"
        );
        Draw(
            plot,
            [.. drawn.Where(p => IsOutlier(p.Clean, p.Noisy, threshold))],
            axis,
            MarkerShape.FilledDiamond,
            color,
            Color.FromHex(ReportColors.Text),
            string.Create(CultureInfo.InvariantCulture, $"differ by {threshold:0.####} or more")
        );
        plot.ShowLegend(Edge.Bottom);
        plot.Legend.Orientation = Orientation.Vertical;
        return plot;
    }

    /// <summary>The line on which noise changes nothing, and the band around it.</summary>
    private static void DrawLines(Plot plot, VariationAxis axis, double threshold)
    {
        ScottPlot.Plottables.Polygon band = plot.Add.Polygon(axis.Band(threshold));
        band.FillColor = Color.FromHex(ReportColors.Grid).WithAlpha(0.7);
        band.LineWidth = 0;
        ScottPlot.Plottables.LinePlot unity = plot.Add.Line(axis.Low, axis.Low, axis.High, axis.High);
        unity.Color = Color.FromHex(ReportColors.Text);
        unity.LineWidth = 1.5f;
        unity.LegendText = "noise changes nothing";
    }

    private static void Draw(
        Plot plot,
        (double Clean, double Noisy)[] channels,
        VariationAxis axis,
        MarkerShape shape,
        Color color,
        Color outline,
        string text
    )
    {
        double[] x = [.. channels.Select(c => axis.Position(c.Clean))],
            y = [.. channels.Select(c => axis.Position(c.Noisy))];
        ScottPlot.Plottables.Markers markers = plot.Add.Markers(x, y, shape, 8, color);
        markers.MarkerStyle.OutlineColor = outline;
        markers.MarkerStyle.OutlineWidth = 0.8f;
        markers.LegendText = $"{text}: {channels.Length}";
    }

    private static bool IsOutlier(double clean, double noisy, double threshold) => Math.Abs(clean - noisy) >= threshold;

    private static IEnumerable<(double Clean, double Noisy)> Drawn(ChannelScatter channels) =>
        channels.Clean.Zip(channels.Noisy).Where(p => double.IsFinite(p.First) && double.IsFinite(p.Second));

    private static IEnumerable<object?[]> Rows(string network, ChannelScatter channels, double threshold) =>
        channels
            .Clean.Zip(channels.Noisy)
            .Select(
                (p, i) =>
                    new object?[]
                    {
                        network,
                        i,
                        p.First,
                        p.Second,
                        p.Second - p.First,
                        IsOutlier(p.First, p.Second, threshold) ? "yes" : null,
                    }
            );

    private static string Caption(ChannelScatter standard, ChannelScatter robust, VariationAxis axis, double threshold)
    {
        string marked = string.Create(
            CultureInfo.InvariantCulture,
            $"Diamonds, outside of the band: channels whose variation noise changes by {threshold:0.####} "
                + $"or more: {Count(standard, threshold)} in S, {Count(robust, threshold)} in R."
        );
        int missing = Missing(standard) + Missing(robust);
        return "Each mark is one channel of the layer: total variation of its map on clean images against that on "
            + "the same images with noise; a channel that noise leaves alone lies on the line. "
            + marked
            + (axis.IsLogarithmic ? " Logarithmic axes; channels that never vary stand at 0." : "")
            + (
                missing > 0
                    ? $" {missing} {(missing == 1 ? "channel is" : "channels are")} undefined and not drawn."
                    : ""
            );
    }

    private static string Count(ChannelScatter channels, double threshold) =>
        $"{Drawn(channels).Count(p => IsOutlier(p.Clean, p.Noisy, threshold))} of {channels.Clean.Count}";

    private static int Missing(ChannelScatter channels) => channels.Clean.Count - Drawn(channels).Count();

    private static void Require(ChannelScatter channels, string parameter)
    {
        if (channels.Clean.Count != channels.Noisy.Count)
            throw new ArgumentException(
                $"{channels.Clean.Count} channels on clean images, {channels.Noisy.Count} on noisy ones",
                parameter
            );
    }
}
