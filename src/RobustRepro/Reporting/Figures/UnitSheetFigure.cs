using System.Globalization;
using RobustRepro.Tables;
using SkiaSharp;
using Tensor = TorchSharp.torch.Tensor;

namespace RobustRepro.Reporting.Figures;

/// <summary>
/// Units as network dissection shows them: a row per unit with the images it responds to most; where it does not
/// respond, the image is dimmed, and a line runs along the edge. Last comes what the unit draws itself.
/// </summary>
public static class UnitSheetFigure
{
    /// <summary>Recorded IoUs may move this far between processors.</summary>
    private const double IouTolerance = 0.005;

    /// <summary>How much of the light is left outside of a mask.</summary>
    private const double Dimmed = 0.3;

    private const float Gap = 6,
        LabelWidth = 138,
        HeadHeight = 26,
        RowGap = 8;

    /// <summary>Shown side of a picture, and where rows are long; both are multiples of common sizes.</summary>
    private const float Cell = 96,
        SmallCell = 64;

    /// <summary>Pictures in a row that a page has room for at their full size.</summary>
    private const int FullRow = 7;

    private static readonly SKColor EdgeColor = SKColor.Parse("#FFE14D");

    /// <param name="rows">In the order in which they are shown.</param>
    public static Figure Create(string id, string title, IReadOnlyList<UnitSheetRow> rows)
    {
        foreach (UnitSheetRow row in rows)
            row.Require();
        return new(
            id,
            title,
            "Each row is one unit with the images it responds to most, strongest first, and the concept "
                + "that its responses match best. Bright, inside the line: where the unit responds above its "
                + "threshold; dimmed: everywhere else. "
                + "Below each image: its number in the probe. Silent: the unit responds nowhere above its threshold. "
                + "Drawn: grey noise, changed step by step so that the unit responds more. Silent on noise: it "
                + "does not respond to the noise, and no step leads anywhere.",
            new(
                title,
                [
                    Column.Text("network"),
                    new("unit", 0),
                    Column.Text("concept"),
                    Column.Text("category"),
                    new("IoU", 3, IouTolerance),
                    Column.Text("images"),
                ],
                [
                    .. rows.Select(r =>
                        new object?[]
                        {
                            r.Network,
                            r.Unit,
                            r.Concept,
                            r.Category,
                            r.Iou,
                            string.Join(' ', r.ImageIndices),
                        }
                    ),
                ],
                ["images: their numbers in the probe, strongest response first."]
            ),
            Png: Draw(rows)
        );
    }

    private static byte[] Draw(IReadOnlyList<UnitSheetRow> rows)
    {
        bool areDrawn = rows.Any(r => r.Drawn is not null);
        int images = rows.Select(r => (int)r.Images.shape[0]).DefaultIfEmpty().Max(),
            count = Math.Max(4, images + (areDrawn ? 1 : 0));
        float cell = count > FullRow ? SmallCell : Cell;
        string[][] labels = [.. rows.Select(Label)];
        float[] rowHeights =
        [
            .. labels.Select(lines =>
                Math.Max(cell + ContactSheet.LineHeight, ContactSheet.LineHeight * lines.Length) + RowGap
            ),
        ];
        float height =
            2 * ContactSheet.Padding
            + Math.Max(ContactSheet.LineHeight, rowHeights.Sum())
            + HeadHeight * rows.Where((_, i) => HasHead(rows, i)).Count();
        using var sheet = new ContactSheet(2 * ContactSheet.Padding + LabelWidth + count * (cell + Gap), height);
        if (rows.Count == 0)
            sheet.Lines(
                ["no units"],
                ContactSheet.Padding,
                ContactSheet.Padding,
                SKTextAlign.Left,
                ContactSheet.Text,
                ReportColors.Other
            );
        float y = ContactSheet.Padding;
        for (int i = 0; i < rows.Count; i++)
        {
            if (HasHead(rows, i))
            {
                sheet.Lines([rows[i].Network], ContactSheet.Padding, y + 4, SKTextAlign.Left, ContactSheet.Bold);
                y += HeadHeight;
            }
            float top = y + Math.Max(0, (cell - ContactSheet.LineHeight * labels[i].Length) / 2);
            sheet.Lines(labels[i][..1], ContactSheet.Padding, top, SKTextAlign.Left, ContactSheet.Bold);
            sheet.Lines(
                labels[i][1..],
                ContactSheet.Padding,
                top + ContactSheet.LineHeight,
                SKTextAlign.Left,
                ContactSheet.Text
            );
            DrawImages(sheet, rows[i], y, cell);
            if (areDrawn)
                DrawDrawn(sheet, rows[i].Drawn, ContactSheet.Padding + LabelWidth + images * (cell + Gap), y, cell);
            y += rowHeights[i];
        }
        return sheet.ToPng();
    }

    private static bool HasHead(IReadOnlyList<UnitSheetRow> rows, int index) =>
        rows[index].Network != (index == 0 ? "" : rows[index - 1].Network);

    /// <summary>Lines of the label; the first is bold.</summary>
    private static string[] Label(UnitSheetRow row)
    {
        string concept =
            row.Concept is null ? "no concept"
            : row.Category is null ? row.Concept
            : $"{row.Category} {row.Concept}";
        string[] iou = double.IsFinite(row.Iou)
            ? [string.Create(CultureInfo.InvariantCulture, $"IoU {row.Iou:0.000}")]
            : [];
        return [$"unit {row.Unit}:", .. ContactSheet.Wrap(concept, ContactSheet.Text, LabelWidth - Gap), .. iou];
    }

    private static void DrawImages(ContactSheet sheet, UnitSheetRow row, float y, float cell)
    {
        float left = ContactSheet.Padding + LabelWidth;
        if (row.Images.shape[0] == 0)
            sheet.Lines(
                ["no images: the unit never responds"],
                left,
                y + (cell - ContactSheet.LineHeight) / 2,
                SKTextAlign.Left,
                ContactSheet.Text,
                ReportColors.Other
            );
        int width = (int)row.Images.shape[3],
            height = (int)row.Images.shape[2];
        for (int i = 0; i < row.Images.shape[0]; i++)
        {
            float middle = left + i * (cell + Gap) + cell / 2;
            SKRect place = Place(middle, y, width, height, cell);
            bool[] mask = PixelBytes.Mask(row.Masks, i);
            sheet.Picture(Dim(PixelBytes.Rgb(row.Images, i), mask), width, height, place);
            DrawEdge(sheet, mask, width, height, place);
            if (!Array.Exists(mask, inside => inside))
                sheet.Lines(
                    ["silent"],
                    middle,
                    y + (cell - ContactSheet.LineHeight) / 2,
                    SKTextAlign.Center,
                    ContactSheet.Text,
                    "#FFFFFF"
                );
            Below(sheet, $"#{row.ImageIndices[i]}", middle, y, cell);
        }
    }

    private static void DrawDrawn(ContactSheet sheet, Tensor? drawn, float left, float y, float cell)
    {
        float middle = left + cell / 2;
        if (drawn is not null)
        {
            int width = (int)drawn.shape[3],
                height = (int)drawn.shape[2];
            sheet.Picture(PixelBytes.Rgb(drawn, 0), width, height, Place(middle, y, width, height, cell));
        }
        Below(sheet, drawn is null ? "silent on noise" : "drawn", middle, y, cell);
    }

    /// <summary>Where a picture stands in its cell.</summary>
    private static SKRect Place(float middle, float y, int width, int height, float cell)
    {
        float scale = cell / Math.Max(1, Math.Max(width, height));
        return SKRect.Create(
            middle - scale * width / 2,
            y + (cell - scale * height) / 2,
            scale * width,
            scale * height
        );
    }

    private static void Below(ContactSheet sheet, string text, float middle, float y, float cell) =>
        sheet.Lines([text], middle, y + cell + 1, SKTextAlign.Center, ContactSheet.Text, ReportColors.Other);

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
        using var edge = new SKPaint
        {
            Color = EdgeColor,
            IsStroke = true,
            StrokeWidth = 1.5f,
            StrokeCap = SKStrokeCap.Square,
            IsAntialias = true,
        };
        float cellWidth = place.Width / width,
            cellHeight = place.Height / height;
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                float left = place.Left + x * cellWidth,
                    top = place.Top + y * cellHeight;
                if (x > 0 && mask[y * width + x] != mask[y * width + x - 1])
                    sheet.Canvas.DrawLine(left, top, left, top + cellHeight, edge);
                if (y > 0 && mask[y * width + x] != mask[(y - 1) * width + x])
                    sheet.Canvas.DrawLine(left, top, left + cellWidth, top, edge);
            }
        }
    }
}
