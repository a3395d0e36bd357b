using System.Text;
using ScottPlot;
using SkiaSharp;

namespace RobustRepro.Reporting.Figures;

/// <summary>Several plots in one drawing, under one title and over one legend.</summary>
internal static class Panels
{
    /// <summary>Height of the title, and of a line of the legend.</summary>
    public const int TitleHeight = 36,
        LegendHeight = 24;

    private const float Swatch = 14,
        LegendGap = 22;

    /// <param name="panels">Each plot and where it stands in the drawing.</param>
    /// <param name="legend">Words and colours, in the last line of the drawing; may be empty.</param>
    public static string ToSvg(
        string id,
        string title,
        int width,
        int height,
        IReadOnlyList<(Plot Plot, PixelRect Place)> panels,
        IReadOnlyList<(string Text, Color Color)> legend
    )
    {
        using var stream = new MemoryStream();
        // the drawing is complete only when its canvas is gone
        using (SKCanvas canvas = SKSvgCanvas.Create(SKRect.Create(width, height), stream))
        {
            canvas.Clear(SKColors.White);
            using var ink = new SKPaint { Color = SKColor.Parse(ReportColors.Text), IsAntialias = true };
            using var bold = new SKFont(ReportFonts.Bold, 16);
            // a long title shrinks rather than run out of the drawing
            bold.Size *= Math.Min(1, (width - 24) / bold.MeasureText(title));
            foreach ((Plot plot, PixelRect place) in panels)
            {
                // the first rendering of a plot draws everything twice, until its ticks have settled
                plot.RenderInMemory((int)place.Width, (int)place.Height);
                plot.RenderManager.ClearCanvasBeforeEachRender = false;
                plot.Render(canvas, place);
            }
            canvas.DrawText(title, width / 2f, 24, SKTextAlign.Center, bold, ink);
            Draw(canvas, legend, width, height - LegendHeight + 4, ink);
        }
        return ReportPlot.Tidy(Encoding.UTF8.GetString(stream.ToArray()), id, width, height);
    }

    /// <summary>How wide a text of the size of axes is, or of another size.</summary>
    public static float TextWidth(string text, float size = ReportPlot.TextSize)
    {
        using var font = new SKFont(ReportFonts.Regular, size);
        return font.MeasureText(text);
    }

    private static void Draw(
        SKCanvas canvas,
        IReadOnlyList<(string Text, Color Color)> legend,
        int width,
        float y,
        SKPaint ink
    )
    {
        using var font = new SKFont(ReportFonts.Regular, ReportPlot.TextSize);
        float x =
            (width - legend.Sum(entry => Swatch + 6 + font.MeasureText(entry.Text)) - LegendGap * (legend.Count - 1))
            / 2;
        foreach ((string text, Color color) in legend)
        {
            using var fill = new SKPaint { Color = color.ToSKColor() };
            canvas.DrawRect(x, y, Swatch, Swatch, fill);
            canvas.DrawText(text, x + Swatch + 6, y + Swatch - 2, SKTextAlign.Left, font, ink);
            x += Swatch + 6 + font.MeasureText(text) + LegendGap;
        }
    }
}
