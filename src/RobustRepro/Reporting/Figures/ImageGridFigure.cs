using SkiaSharp;
using static TorchSharp.torch;

namespace RobustRepro.Reporting.Figures;

/// <summary>A contact sheet: rows of small pictures, enlarged without smoothing so that each pixel is seen, with labels, as PNG.</summary>
public static class ImageGridFigure
{
    /// <summary>Pixels of the file per pixel of the page: text stays sharp on dense screens.</summary>
    public const int Density = 2;

    private const float Padding = 8, LabelWidth = 132, LineHeight = 15, MaxTextRatio = 1.1f;

    /// <param name="columns">Captions of the columns, or null.</param>
    /// <param name="scale">How many times larger than its tensor a picture is shown.</param>
    public static Figure Create(string id, string title, string caption, IReadOnlyList<ImageGridRow> rows, IReadOnlyList<string>? columns = null, int scale = 2)
    {
        foreach (ImageGridRow row in rows)
            Require(row);
        if (rows.Count == 0 || rows.All(r => r.Images.shape[0] == 0))
            throw new ArgumentException("a grid of images needs an image", nameof(rows));
        return new(id, title, caption, Table(title, rows, columns), Png: Draw(rows, columns, scale));
    }

    private static byte[] Draw(IReadOnlyList<ImageGridRow> rows, IReadOnlyList<string>? columns, int scale)
    {
        using var text = new SKFont(ReportFonts.Regular, 12);
        using var bold = new SKFont(ReportFonts.Bold, 12);
        using var ink = new SKPaint { Color = SKColor.Parse(ReportColors.Text), IsAntialias = true };
        int count = (int)rows.Max(r => r.Images.shape[0]);
        float cell = scale * rows.Max(r => r.Images.shape[3]);
        float step = cell + Padding;
        string[][] heads = [.. Enumerable.Range(0, count).Select(c => Wrap(columns?.ElementAtOrDefault(c), bold, cell * MaxTextRatio))];
        string[][] labels = [.. rows.Select(r => Wrap(r.Label, bold, LabelWidth))];
        string[][][] captions = [.. rows.Select(r => Enumerable.Range(0, count).Select(c => Wrap(r.Captions?.ElementAtOrDefault(c), text, cell * MaxTextRatio)).ToArray())];
        float headHeight = LineHeight * heads.Max(h => h.Length);
        float[] pictureHeights = [.. rows.Select(r => (float)scale * r.Images.shape[2])];
        float[] rowHeights =
        [
            .. rows.Select((_, r) => Math.Max(pictureHeights[r] + LineHeight * captions[r].Max(c => c.Length), LineHeight * labels[r].Length) + Padding),
        ];

        float width = 2 * Padding + LabelWidth + count * step, height = 2 * Padding + headHeight + rowHeights.Sum();
        using SKSurface surface = SKSurface.Create(new SKImageInfo((int)(width * Density), (int)(height * Density), SKColorType.Rgba8888, SKAlphaType.Opaque));
        SKCanvas canvas = surface.Canvas;
        canvas.Clear(SKColors.White);
        canvas.Scale(Density);
        using var frame = new SKPaint { Color = SKColor.Parse(ReportColors.Grid), IsStroke = true, StrokeWidth = 1 };
        float left = Padding + LabelWidth + Padding, y = Padding + headHeight;
        for (int c = 0; c < count; c++)
            DrawLines(canvas, heads[c], left + c * step + cell / 2, Padding + headHeight - LineHeight * heads[c].Length, SKTextAlign.Center, bold, ink);
        for (int r = 0; r < rows.Count; r++)
        {
            DrawLines(canvas, labels[r], Padding, y + Math.Max(0, (pictureHeights[r] - LineHeight * labels[r].Length) / 2), SKTextAlign.Left, bold, ink);
            for (int c = 0; c < rows[r].Images.shape[0]; c++)
            {
                using SKImage picture = Picture(rows[r].Images, c);
                float w = scale * picture.Width, x = left + c * step + (cell - w) / 2;
                SKRect place = SKRect.Create(x, y, w, pictureHeights[r]);
                canvas.DrawImage(picture, place, new SKSamplingOptions(SKFilterMode.Nearest));
                place.Inflate(0.5f, 0.5f);
                canvas.DrawRect(place, frame);
                DrawLines(canvas, captions[r][c], left + c * step + cell / 2, y + pictureHeights[r] + 2, SKTextAlign.Center, text, ink);
            }
            y += rowHeights[r];
        }
        using SKImage image = surface.Snapshot();
        using SKData png = image.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }

    private static SKImage Picture(Tensor images, int index)
    {
        using Tensor one = images[index];
        using Tensor onCpu = one.cpu();
        using Tensor interleaved = onCpu.permute(1, 2, 0);
        using Tensor packed = interleaved.contiguous();
        byte[] rgb = [.. packed.data<byte>()];
        var rgba = new byte[rgb.Length / 3 * 4];
        for (int i = 0, j = 0; i < rgb.Length; i += 3, j += 4)
            (rgba[j], rgba[j + 1], rgba[j + 2], rgba[j + 3]) = (rgb[i], rgb[i + 1], rgb[i + 2], 255);
        return SKImage.FromPixelCopy(new SKImageInfo((int)images.shape[3], (int)images.shape[2], SKColorType.Rgba8888, SKAlphaType.Opaque), rgba);
    }

    private static void DrawLines(SKCanvas canvas, string[] lines, float x, float top, SKTextAlign align, SKFont font, SKPaint ink)
    {
        for (int i = 0; i < lines.Length; i++)
            canvas.DrawText(lines[i], x, top + LineHeight * (i + 0.8f), align, font, ink);
    }

    /// <summary>Breaks at spaces; a single word that is too wide is cut, with an ellipsis.</summary>
    private static string[] Wrap(string? text, SKFont font, float width)
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

    private static ResultTable Table(string title, IReadOnlyList<ImageGridRow> rows, IReadOnlyList<string>? columns)
    {
        var cells = new List<object?[]>();
        foreach (ImageGridRow row in rows)
        {
            using Tensor floats = row.Images.to(ScalarType.Float32);
            using Tensor means = floats.mean([2, 3]);
            using Tensor onCpu = means.cpu();
            float[] rgb = [.. onCpu.contiguous().data<float>()];
            for (int i = 0; i < row.Images.shape[0]; i++)
                cells.Add([row.Label, columns?.ElementAtOrDefault(i) ?? $"{i + 1}", row.Captions?.ElementAtOrDefault(i), (double)rgb[3 * i], (double)rgb[3 * i + 1], (double)rgb[3 * i + 2]]);
        }
        return new(
            title,
            [Column.Text("row"), Column.Text("column"), Column.Text("caption"), new("red", 1, 3), new("green", 1, 3), new("blue", 1, 3)],
            cells,
            ["red, green, blue: mean over the picture's pixels, 0 to 255."]);
    }

    private static void Require(ImageGridRow row)
    {
        if (row.Images.dtype != ScalarType.Byte || row.Images.dim() != 4 || row.Images.shape[1] != 3)
            throw new ArgumentException($"{row.Label}: images must be uint8 N x 3 x H x W, not {row.Images.dtype} {string.Join("x", row.Images.shape)}", nameof(row));
    }
}
