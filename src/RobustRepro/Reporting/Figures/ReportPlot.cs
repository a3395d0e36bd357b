using System.Globalization;
using System.Text.RegularExpressions;
using RobustRepro.Files;
using ScottPlot;

namespace RobustRepro.Reporting.Figures;

/// <summary>What all drawn figures share: fonts, sizes, colours, and how a plot becomes SVG.</summary>
internal static partial class ReportPlot
{
    public const float TextSize = 13;

    /// <summary>Recorded shares may move this far: a processor with other vector instructions flips a few borderline
    /// images.</summary>
    public const double ShareTolerance = 0.015;

    /// <summary>The tolerance for shares of the few images of one category.</summary>
    public const double CategoryTolerance = 0.06;

    public static Plot Create(string title)
    {
        ReportFonts.Register();
        var plot = new Plot();
        plot.FigureBackground.Color = Colors.White;
        plot.DataBackground.Color = Colors.White;
        plot.Axes.Color(Color.FromHex(ReportColors.Text));
        plot.Axes.FrameColor(Color.FromHex(ReportColors.Faint));
        plot.Grid.MajorLineColor = Color.FromHex(ReportColors.Grid);
        plot.Title(title, 16);
        foreach (IAxis axis in plot.Axes.GetAxes())
        {
            axis.TickLabelStyle.FontSize = TextSize;
            axis.Label.FontSize = TextSize + 1;
            axis.Label.Bold = false;
        }
        plot.Axes.Bottom.MinorTickStyle.Length = plot.Axes.Left.MinorTickStyle.Length = 0;
        plot.Legend.FontSize = TextSize;
        plot.Legend.OutlineColor = Color.FromHex(ReportColors.Grid);
        plot.Legend.ShadowColor = Colors.Transparent;
        plot.Legend.SymbolWidth = 28;
        plot.Legend.TightHorizontalWrapping = true;
        return plot;
    }

    public static Color ColorOf(ObserverGroup group) =>
        Color.FromHex(
            group switch
            {
                ObserverGroup.Standard => ReportColors.Standard,
                ObserverGroup.Robust => ReportColors.Robust,
                ObserverGroup.Human => ReportColors.Human,
                _ => ReportColors.Other,
            }
        );

    /// <summary>As legends and headings name the networks of a pair.</summary>
    public static string NameOf(ObserverGroup group) =>
        group switch
        {
            ObserverGroup.Standard => "S, standard",
            ObserverGroup.Robust => "R, adversarially trained",
            _ => group.Lower(),
        };

    /// <summary>Words in the middle of a plot that has nothing to draw; call it last.</summary>
    public static void Say(Plot plot, string text)
    {
        plot.HideGrid();
        plot.Axes.Bottom.SetTicks([], []);
        plot.Axes.Left.SetTicks([], []);
        ScottPlot.Plottables.Annotation words = plot.Add.Annotation(text, Alignment.MiddleCenter);
        words.LabelStyle.FontSize = TextSize + 1;
        words.LabelStyle.ForeColor = Color.FromHex(ReportColors.Other);
        words.LabelStyle.BackgroundColor = words.LabelStyle.ShadowColor = Colors.Transparent;
        words.LabelStyle.BorderWidth = 0;
    }

    /// <summary>Fixes the axis to 0..1 with a tick per fifth, a little room beyond either end.</summary>
    public static void ShareAxis(IAxis axis, bool reversed = false)
    {
        double[] ticks = [0, 0.2, 0.4, 0.6, 0.8, 1];
        axis.SetTicks(
            ticks,
            [.. ticks.Select(t => (reversed ? 1 - t : t).ToString("0.0", CultureInfo.InvariantCulture))]
        );
    }

    /// <summary>The dashed line at the accuracy of guessing.</summary>
    public static void ChanceLine(Plot plot, double chance)
    {
        ScottPlot.Plottables.HorizontalLine line = plot.Add.HorizontalLine(
            chance,
            1.5f,
            Color.FromHex(ReportColors.Faint),
            LinePattern.Dashed
        );
        line.LegendText = string.Create(CultureInfo.InvariantCulture, $"chance ({chance:0.###})");
    }

    /// <param name="id">Of the figure: several drawings share one page, so each must have its own ids inside.</param>
    public static string ToSvg(Plot plot, string id, int width, int height) =>
        Tidy(plot.GetSvgXml(width, height), id, width, height);

    /// <summary>Skia's SVG as a page can hold it: it scales, its ids are its own, and it is the same every
    /// time.</summary>
    public static string Tidy(string svg, string id, int width, int height)
    {
        // Skia numbers ids by a counter of the process, which would make every drawing of one figure differ
        var numbers = new Dictionary<string, int>();
        svg = ClipId()
            .Replace(svg, match => $"{match.Groups[1]}{id}-{numbers.GetOrAdd(match.Groups[2].Value)}{match.Groups[3]}");
        svg = TrailingComma().Replace(svg, "\"");
        svg = svg.Replace("<svg ", $"<svg viewBox=\"0 0 {width} {height}\" ", StringComparison.Ordinal);
        // where DejaVu Sans is not installed, a browser falls back to fonts with the same or similar widths
        svg = FontFamily().Replace(svg, "font-family=\"'$1', Verdana, sans-serif\"");
        return svg[svg.IndexOf("<svg", StringComparison.Ordinal)..];
    }

    private static int GetOrAdd(this Dictionary<string, int> numbers, string key)
    {
        numbers.TryAdd(key, numbers.Count + 1);
        return numbers[key];
    }

    [GeneratedRegex("(id=\"|url\\(#)(cl_[0-9a-f]+)(\"|\\))")]
    private static partial Regex ClipId();

    /// <summary>Skia ends its lists of glyph positions with a comma, which the grammar of SVG does not know.</summary>
    [GeneratedRegex(", \"")]
    private static partial Regex TrailingComma();

    [GeneratedRegex("font-family=\"([^\"']+)\"")]
    private static partial Regex FontFamily();
}
