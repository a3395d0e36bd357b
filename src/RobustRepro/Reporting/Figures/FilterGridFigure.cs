using System.Globalization;
using RobustRepro.Tables;
using SkiaSharp;

namespace RobustRepro.Reporting.Figures;

/// <summary>
/// The first-layer filters of S beside those of R as small colour pictures, smoothest first. Each filter is stretched
/// to its own range of weights, so that weak filters are seen too.
/// </summary>
internal static class FilterGridFigure
{
    /// <summary>Recorded total variations may move this far between processors.</summary>
    private const double Tolerance = 0.01;

    private const int MostColumns = 8;

    private const float Cell = 40,
        Gap = 4,
        RangeWidth = 62,
        BetweenBlocks = 28,
        HeadHeight = 44,
        LeastBlockWidth = 300;

    private static readonly byte[] UndefinedColor = [0xE4, 0xE7, 0xEB];

    public static Figure Create(string id, string title, FilterBank standard, FilterBank robust)
    {
        Require(standard, nameof(standard));
        Require(robust, nameof(robust));
        string means = string.Create(
            CultureInfo.InvariantCulture,
            $"Mean total variation: S {Mean(standard)}, R {Mean(robust)}."
        );
        return new(
            id,
            title,
            "First-layer filters in the order of their total variation (TV), smoothest first; beside each "
                + "row, the least and the greatest of the row. Each filter is stretched to its own range. "
                + means
                + (
                    standard.Weights.Concat(robust.Weights).Any(w => !Array.TrueForAll(w, float.IsFinite))
                        ? " Crossed out: filters with weights that are not finite."
                        : ""
                ),
            new(
                title,
                [Column.Text("network"), new("place", 0), new("filter", 0), new("total variation", 3, Tolerance)],
                [.. Rows("S", standard), .. Rows("R", robust)],
                ["place: in the figure, row by row; filter: in the layer, from 0."]
            ),
            Png: Draw(standard, robust)
        );
    }

    private static byte[] Draw(FilterBank standard, FilterBank robust)
    {
        int columns = Math.Min(
            MostColumns,
            Math.Max(4, (int)Math.Ceiling(Math.Sqrt(Math.Max(standard.Weights.Count, robust.Weights.Count))))
        );
        int rows = Math.Max(1, (Math.Max(standard.Weights.Count, robust.Weights.Count) + columns - 1) / columns);
        float block = Math.Max(LeastBlockWidth, RangeWidth + columns * (Cell + Gap));
        using var sheet = new ContactSheet(
            2 * ContactSheet.Padding + 2 * block + BetweenBlocks,
            2 * ContactSheet.Padding + HeadHeight + rows * (Cell + Gap)
        );
        Draw(sheet, standard, ObserverGroup.Standard, ContactSheet.Padding, columns);
        Draw(sheet, robust, ObserverGroup.Robust, ContactSheet.Padding + block + BetweenBlocks, columns);
        return sheet.ToPng();
    }

    private static void Draw(ContactSheet sheet, FilterBank bank, ObserverGroup group, float left, int columns)
    {
        float top = ContactSheet.Padding,
            pictures = left + RangeWidth;
        string color = group == ObserverGroup.Standard ? ReportColors.Standard : ReportColors.Robust;
        sheet.Lines([ReportPlot.NameOf(group)], pictures, top, SKTextAlign.Left, ContactSheet.Bold, color);
        string[] summary =
        [
            bank.Weights.Count == 0
                ? "no filters"
                : $"{bank.Weights.Count} {(bank.Weights.Count == 1 ? "filter" : "filters")}, mean TV {Mean(bank)}",
        ];
        sheet.Lines(summary, pictures, top + ContactSheet.LineHeight, SKTextAlign.Left, ContactSheet.Text);
        int[] order = Order(bank);
        for (int place = 0; place < order.Length; place++)
        {
            float x = pictures + place % columns * (Cell + Gap),
                y = top + HeadHeight + place / columns * (Cell + Gap);
            if (place % columns == 0)
            {
                string[] range = Range([.. order.Skip(place).Take(columns).Select(f => bank.Variation[f])]);
                sheet.Lines(
                    range,
                    pictures - 8,
                    y + (Cell - range.Length * ContactSheet.LineHeight) / 2,
                    SKTextAlign.Right,
                    ContactSheet.Text,
                    ReportColors.Other
                );
            }
            Draw(sheet, bank, order[place], SKRect.Create(x, y, Cell, Cell));
        }
    }

    private static void Draw(ContactSheet sheet, FilterBank bank, int filter, SKRect place)
    {
        float[] weights = bank.Weights[filter];
        // wide filters keep their shape
        float scale = place.Width / Math.Max(bank.Width, bank.Height);
        place = SKRect.Create(place.Left, place.Top, scale * bank.Width, scale * bank.Height);
        if (Array.TrueForAll(weights, float.IsFinite))
        {
            sheet.Picture(Pixels(weights), bank.Width, bank.Height, place);
            return;
        }
        sheet.Picture(UndefinedColor, 1, 1, place);
        using var cross = new SKPaint
        {
            Color = SKColor.Parse(ReportColors.Faint),
            IsStroke = true,
            StrokeWidth = 1.5f,
            IsAntialias = true,
        };
        sheet.Canvas.DrawLine(place.Left, place.Top, place.Right, place.Bottom, cross);
        sheet.Canvas.DrawLine(place.Left, place.Bottom, place.Right, place.Top, cross);
    }

    /// <summary>From the filter's least weight, black, to its greatest, white; a filter of equal weights is
    /// grey.</summary>
    private static byte[] Pixels(float[] weights)
    {
        float low = weights.Min(),
            range = weights.Max() - low;
        int plane = weights.Length / 3;
        var rgb = new byte[weights.Length];
        for (int i = 0; i < weights.Length; i++)
            rgb[i % plane * 3 + i / plane] =
                range > 0 ? (byte)MathF.Round(255 * (weights[i] - low) / range) : (byte)128;
        return rgb;
    }

    /// <summary>Smoothest first; filters whose variation is undefined last.</summary>
    private static int[] Order(FilterBank bank) =>
        [
            .. Enumerable
                .Range(0, bank.Weights.Count)
                .OrderBy(f => double.IsNaN(bank.Variation[f]))
                .ThenBy(f => bank.Variation[f]),
        ];

    private static string[] Range(double[] variations)
    {
        double[] defined = [.. variations.Where(double.IsFinite)];
        if (defined.Length == 0)
            return ["undefined"];
        string low = Short(defined[0]),
            high = Short(defined[^1]);
        return low == high ? [low] : [low + " to", high];
    }

    private static string Short(double value) =>
        value.ToString(Math.Abs(value) < 10 ? "0.00" : "0.0", CultureInfo.InvariantCulture);

    private static string Mean(FilterBank bank) =>
        bank.Variation.Where(double.IsFinite).DefaultIfEmpty(double.NaN).Average() is var mean && double.IsNaN(mean)
            ? "undefined"
            : Short(mean);

    private static IEnumerable<object?[]> Rows(string network, FilterBank bank) =>
        Order(bank).Select((filter, place) => new object?[] { network, place + 1, filter, bank.Variation[filter] });

    private static void Require(FilterBank bank, string parameter)
    {
        if (bank.Weights.Count != bank.Variation.Count)
            throw new ArgumentException(
                $"{bank.Weights.Count} filters, but {bank.Variation.Count} total variations",
                parameter
            );
        if (bank.Weights.FirstOrDefault(w => w.Length != 3 * bank.Height * bank.Width) is { } wrong)
            throw new ArgumentException(
                $"a filter has {wrong.Length} weights, not 3 x {bank.Height} x {bank.Width}",
                parameter
            );
    }
}
