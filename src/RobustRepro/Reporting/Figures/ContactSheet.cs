using SkiaSharp;

namespace RobustRepro.Reporting.Figures;

/// <summary>What figures made of pictures share: a sheet with its fonts, lines of text, and pictures enlarged so that
/// each pixel is seen.</summary>
internal sealed class ContactSheet : IDisposable
{
    /// <summary>Pixels of the file per pixel of the page: text stays sharp on dense screens.</summary>
    public const int Density = 2;

    public const float Padding = 8,
        LineHeight = 15;

    private readonly SKSurface surface;

    private readonly SKPaint ink = new() { Color = SKColor.Parse(ReportColors.Text), IsAntialias = true };

    private readonly SKPaint frame = new()
    {
        Color = SKColor.Parse(ReportColors.Grid),
        IsStroke = true,
        StrokeWidth = 1,
    };

    /// <param name="width">In pixels of the page, as all lengths here.</param>
    public ContactSheet(float width, float height)
    {
        surface = SKSurface.Create(
            new SKImageInfo((int)(width * Density), (int)(height * Density), SKColorType.Rgba8888, SKAlphaType.Opaque)
        );
        surface.Canvas.Clear(SKColors.White);
        surface.Canvas.Scale(Density);
    }

    public static SKFont Text { get; } = new(ReportFonts.Regular, 12);

    public static SKFont Bold { get; } = new(ReportFonts.Bold, 12);

    /// <summary>For what has no method here.</summary>
    public SKCanvas Canvas => surface.Canvas;

    /// <summary>Breaks at spaces; a single word that is too wide is cut, with an ellipsis.</summary>
    public static string[] Wrap(string? text, SKFont font, float width)
    {
        var lines = new List<string>();
        foreach (string word in (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            string fitting = word;
            while (fitting.Length > 2 && font.MeasureText(fitting) > width)
                fitting = fitting.TrimEnd('…')[..^1] + "…";
            if (lines.Count > 0 && font.MeasureText($"{lines[^1]} {fitting}") <= width)
                lines[^1] += " " + fitting;
            else
                lines.Add(fitting);
        }
        return [.. lines];
    }

    /// <param name="x">Where the lines begin, end or have their middle, as <paramref name="align"/> says.</param>
    /// <param name="color">Of the report; dark where null.</param>
    public void Lines(
        IReadOnlyList<string> lines,
        float x,
        float top,
        SKTextAlign align,
        SKFont font,
        string? color = null
    )
    {
        ink.Color = SKColor.Parse(color ?? ReportColors.Text);
        for (int i = 0; i < lines.Count; i++)
            surface.Canvas.DrawText(lines[i], x, top + LineHeight * (i + 0.8f), align, font, ink);
    }

    /// <summary>A picture in its frame. Enlarged, it shows its pixels; made smaller, it is smoothed.</summary>
    /// <param name="rgb">Height x width x 3 bytes.</param>
    public void Picture(ReadOnlySpan<byte> rgb, int width, int height, SKRect place)
    {
        var rgba = new byte[rgb.Length / 3 * 4];
        for (int i = 0, j = 0; i < rgb.Length; i += 3, j += 4)
            (rgba[j], rgba[j + 1], rgba[j + 2], rgba[j + 3]) = (rgb[i], rgb[i + 1], rgb[i + 2], 255);
        using SKImage image = SKImage.FromPixelCopy(
            new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque),
            rgba
        );
        bool smaller = place.Width * Density < width || place.Height * Density < height;
        surface.Canvas.DrawImage(
            image,
            place,
            smaller
                ? new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear)
                : new SKSamplingOptions(SKFilterMode.Nearest)
        );
        place.Inflate(0.5f, 0.5f);
        surface.Canvas.DrawRect(place, frame);
    }

    public byte[] ToPng()
    {
        using SKImage image = surface.Snapshot();
        using SKData png = image.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }

    public void Dispose()
    {
        frame.Dispose();
        ink.Dispose();
        surface.Dispose();
    }
}
