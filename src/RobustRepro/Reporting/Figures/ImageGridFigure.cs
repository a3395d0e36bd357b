using RobustRepro.Tables;
using SkiaSharp;
using static TorchSharp.torch;

namespace RobustRepro.Reporting.Figures;

/// <summary>A contact sheet: rows of small pictures, enlarged without smoothing so that each pixel is seen, with
/// labels, as PNG.</summary>
internal static class ImageGridFigure
{
    /// <summary>Pixels of the file per pixel of the page: text stays sharp on dense screens.</summary>
    public const int Density = ContactSheet.Density;

    private const float Padding = ContactSheet.Padding,
        LineHeight = ContactSheet.LineHeight,
        LabelWidth = 132,
        MaxTextRatio = 1.1f;

    /// <param name="columns">Captions of the columns, or null.</param>
    /// <param name="scale">How many times larger than its tensor a picture is shown.</param>
    public static Figure Create(
        string id,
        string title,
        string caption,
        IReadOnlyList<ImageGridRow> rows,
        IReadOnlyList<string>? columns = null,
        int scale = 2
    )
    {
        foreach (ImageGridRow row in rows)
            PixelBytes.Require(row.Images, row.Label, nameof(rows));
        if (rows.Count == 0 || rows.All(r => r.Images.shape[0] == 0))
            throw new ArgumentException("a grid of images needs an image", nameof(rows));
        return new(id, title, caption, Table(title, rows, columns), Png: Draw(rows, columns, scale));
    }

    private static byte[] Draw(IReadOnlyList<ImageGridRow> rows, IReadOnlyList<string>? columns, int scale)
    {
        int count = (int)rows.Max(r => r.Images.shape[0]);
        float cell = scale * rows.Max(r => r.Images.shape[3]);
        float step = cell + Padding;
        string[][] heads =
        [
            .. Enumerable
                .Range(0, count)
                .Select(c => ContactSheet.Wrap(columns?.ElementAtOrDefault(c), ContactSheet.Bold, cell * MaxTextRatio)),
        ];
        string[][] labels = [.. rows.Select(r => ContactSheet.Wrap(r.Label, ContactSheet.Bold, LabelWidth))];
        string[][][] captions =
        [
            .. rows.Select(r =>
                Enumerable
                    .Range(0, count)
                    .Select(c =>
                        ContactSheet.Wrap(r.Captions?.ElementAtOrDefault(c), ContactSheet.Text, cell * MaxTextRatio)
                    )
                    .ToArray()
            ),
        ];
        float headHeight = LineHeight * heads.Max(h => h.Length);
        float[] pictureHeights = [.. rows.Select(r => (float)scale * r.Images.shape[2])];
        float[] rowHeights =
        [
            .. rows.Select(
                (_, r) =>
                    Math.Max(
                        pictureHeights[r] + LineHeight * captions[r].Max(c => c.Length),
                        LineHeight * labels[r].Length
                    ) + Padding
            ),
        ];

        using var sheet = new ContactSheet(
            2 * Padding + LabelWidth + count * step,
            2 * Padding + headHeight + rowHeights.Sum()
        );
        float left = Padding + LabelWidth + Padding,
            y = Padding + headHeight;
        for (int c = 0; c < count; c++)
            sheet.Lines(
                heads[c],
                left + c * step + cell / 2,
                Padding + headHeight - LineHeight * heads[c].Length,
                SKTextAlign.Center,
                ContactSheet.Bold
            );
        for (int r = 0; r < rows.Count; r++)
        {
            sheet.Lines(
                labels[r],
                Padding,
                y + Math.Max(0, (pictureHeights[r] - LineHeight * labels[r].Length) / 2),
                SKTextAlign.Left,
                ContactSheet.Bold
            );
            int width = (int)rows[r].Images.shape[3],
                height = (int)rows[r].Images.shape[2];
            for (int c = 0; c < rows[r].Images.shape[0]; c++)
            {
                sheet.Picture(
                    PixelBytes.Rgb(rows[r].Images, c),
                    width,
                    height,
                    SKRect.Create(left + c * step + (cell - scale * width) / 2, y, scale * width, pictureHeights[r])
                );
                sheet.Lines(
                    captions[r][c],
                    left + c * step + cell / 2,
                    y + pictureHeights[r] + 2,
                    SKTextAlign.Center,
                    ContactSheet.Text
                );
            }
            y += rowHeights[r];
        }
        return sheet.ToPng();
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
                cells.Add([
                    row.Label,
                    columns?.ElementAtOrDefault(i) ?? $"{i + 1}",
                    row.Captions?.ElementAtOrDefault(i),
                    (double)rgb[3 * i],
                    (double)rgb[3 * i + 1],
                    (double)rgb[3 * i + 2],
                ]);
        }
        return new(
            title,
            [
                Column.Text("row"),
                Column.Text("column"),
                Column.Text("caption"),
                new("red", 1, 3),
                new("green", 1, 3),
                new("blue", 1, 3),
            ],
            cells,
            ["red, green, blue: mean over the picture's pixels, 0 to 255."]
        );
    }
}
