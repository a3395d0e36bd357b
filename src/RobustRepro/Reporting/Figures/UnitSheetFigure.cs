using System.Globalization;
using SkiaSharp;

namespace RobustRepro.Reporting.Figures;

/// <summary>
/// Units as network dissection shows them: a row per unit with the images it responds to most; where it does not respond, the image is
/// dimmed, and a line runs along the edge.
/// </summary>
public static class UnitSheetFigure
{
    /// <summary>Recorded IoUs may move this far between processors.</summary>
    private const double IouTolerance = 0.005;

    /// <summary>How much of the light is left outside of a mask.</summary>
    private const double Dimmed = 0.3;

    private const float Cell = 96, Gap = 6, LabelWidth = 138, HeadHeight = 26, RowGap = 8;

    private static readonly SKColor EdgeColor = SKColor.Parse("#FFE14D");

    /// <param name="rows">In the order in which they are shown.</param>
    public static Figure Create(string id, string title, IReadOnlyList<UnitSheetRow> rows)
    {
        foreach (UnitSheetRow row in rows)
            Require(row);
        return new(
            id,
            title,
            "Each row is one unit with the images it responds to most, strongest first, and the concept that its responses match best. Bright, inside the line: where the unit responds above its threshold; dimmed: everywhere else. " +
            "Below each image: its number in the probe.",
            new(
                title,
                [Column.Text("network"), new("unit", 0), Column.Text("concept"), Column.Text("category"), new("IoU", 3, IouTolerance), Column.Text("images")],
                [.. rows.Select(r => new object?[] { r.Network, r.Unit, r.Concept, r.Category, r.Iou, string.Join(' ', r.ImageIndices) })],
                ["images: their numbers in the probe, strongest response first."]),
            Png: Draw(rows));
    }

    private static byte[] Draw(IReadOnlyList<UnitSheetRow> rows)
    {
        int count = Math.Max(4, rows.Select(r => (int)r.Images.shape[0]).DefaultIfEmpty().Max());
        float rowHeight = Cell + ContactSheet.LineHeight + RowGap;
        float height = 2 * ContactSheet.Padding + Math.Max(1, rows.Count) * rowHeight + HeadHeight * rows.Where((_, i) => HasHead(rows, i)).Count();
        using var sheet = new ContactSheet(2 * ContactSheet.Padding + LabelWidth + count * (Cell + Gap), height);
        if (rows.Count == 0)
            sheet.Lines(["no units"], ContactSheet.Padding, ContactSheet.Padding, SKTextAlign.Left, ContactSheet.Text, ReportColors.Other);
        float y = ContactSheet.Padding;
        for (int i = 0; i < rows.Count; i++)
        {
            if (HasHead(rows, i))
            {
                sheet.Lines([rows[i].Network], ContactSheet.Padding, y + 4, SKTextAlign.Left, ContactSheet.Bold);
                y += HeadHeight;
            }
            Draw(sheet, rows[i], y);
            y += rowHeight;
        }
        return sheet.ToPng();
    }

    private static bool HasHead(IReadOnlyList<UnitSheetRow> rows, int index) => rows[index].Network != (index == 0 ? "" : rows[index - 1].Network);

    private static void Draw(ContactSheet sheet, UnitSheetRow row, float y)
    {
        string[] concept = [.. ContactSheet.Wrap(Concept(row), ContactSheet.Text, LabelWidth - Gap), .. double.IsFinite(row.Iou) ? [string.Create(CultureInfo.InvariantCulture, $"IoU {row.Iou:0.000}")] : Array.Empty<string>()];
        float top = y + Math.Max(0, (Cell - ContactSheet.LineHeight * (1 + concept.Length)) / 2);
        sheet.Lines([$"unit {row.Unit}{(concept.Length > 0 ? ":" : "")}"], ContactSheet.Padding, top, SKTextAlign.Left, ContactSheet.Bold);
        sheet.Lines(concept, ContactSheet.Padding, top + ContactSheet.LineHeight, SKTextAlign.Left, ContactSheet.Text);
        float left = ContactSheet.Padding + LabelWidth;
        if (row.Images.shape[0] == 0)
            sheet.Lines(["no images: the unit never responds"], left, y + (Cell - ContactSheet.LineHeight) / 2, SKTextAlign.Left, ContactSheet.Text, ReportColors.Other);
        int width = (int)row.Images.shape[3], height = (int)row.Images.shape[2];
        float scale = Cell / Math.Max(1, Math.Max(width, height));
        for (int i = 0; i < row.Images.shape[0]; i++)
        {
            SKRect place = SKRect.Create(left + i * (Cell + Gap) + (Cell - scale * width) / 2, y + (Cell - scale * height) / 2, scale * width, scale * height);
            bool[] mask = PixelBytes.Mask(row.Masks, i);
            sheet.Picture(Dim(PixelBytes.Rgb(row.Images, i), mask), width, height, place);
            DrawEdge(sheet, mask, width, height, place);
            string below = Array.Exists(mask, inside => inside) ? $"#{row.ImageIndices[i]}" : $"#{row.ImageIndices[i]}, no response";
            sheet.Lines([below], left + i * (Cell + Gap) + Cell / 2, y + Cell + 1, SKTextAlign.Center, ContactSheet.Text, ReportColors.Other);
        }
    }

    private static string Concept(UnitSheetRow row) => row.Concept is null ? "no concept" : row.Category is null ? row.Concept : $"{row.Category} {row.Concept}";

    private static byte[] Dim(byte[] rgb, bool[] mask)
    {
        for (int i = 0; i < rgb.Length; i++)
        {
            if (!mask[i / 3])
                rgb[i] = (byte)(Dimmed * rgb[i]);
        }
        return rgb;
    }

    /// <summary>Along the sides of pixels where the mask begins or ends, not along the sides of the image.</summary>
    private static void DrawEdge(ContactSheet sheet, bool[] mask, int width, int height, SKRect place)
    {
        using var edge = new SKPaint { Color = EdgeColor, IsStroke = true, StrokeWidth = 1.5f, StrokeCap = SKStrokeCap.Square, IsAntialias = true };
        float cellWidth = place.Width / width, cellHeight = place.Height / height;
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                float left = place.Left + x * cellWidth, top = place.Top + y * cellHeight;
                if (x > 0 && mask[y * width + x] != mask[y * width + x - 1])
                    sheet.Canvas.DrawLine(left, top, left, top + cellHeight, edge);
                if (y > 0 && mask[y * width + x] != mask[(y - 1) * width + x])
                    sheet.Canvas.DrawLine(left, top, left + cellWidth, top, edge);
            }
        }
    }

    private static void Require(UnitSheetRow row)
    {
        string label = $"unit {row.Unit}";
        PixelBytes.Require(row.Images, label, nameof(row));
        long[] expected = [row.Images.shape[0], row.Images.shape[2], row.Images.shape[3]];
        if (row.Masks.dtype != TorchSharp.torch.ScalarType.Bool || !row.Masks.shape.SequenceEqual(expected))
            throw new ArgumentException($"{label}: masks must be bool {string.Join("x", expected)}, as the images, not {row.Masks.dtype} {string.Join("x", row.Masks.shape)}", nameof(row));
        if (row.ImageIndices.Count != row.Images.shape[0])
            throw new ArgumentException($"{label}: {row.Images.shape[0]} images, but {row.ImageIndices.Count} numbers of images", nameof(row));
    }
}
