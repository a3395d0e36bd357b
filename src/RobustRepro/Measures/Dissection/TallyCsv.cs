using System.Globalization;
using CsvHelper;
using RobustRepro.Files;

namespace RobustRepro.Measures.Dissection;

/// <summary>
/// NetDissect-Lite's tally.csv: a row per unit, best first, with its best concept and the best of each category. Where
/// a unit meets no concept of a category, that program writes the numbers of its label 0: no name, no pixels, and the
/// unit's pixels of the last category; so does this writer.
/// </summary>
public static class TallyCsv
{
    private const string Unit = "unit",
        Category = "category",
        Label = "label",
        Score = "score",
        IouSuffix = "-iou";
    private static readonly string[] Common = [Unit, Category, Label, Score];
    private static readonly string[] Suffixes = ["-label", "-truth", "-activation", "-intersect", IouSuffix];

    /// <summary>The rows of a result, as they are written.</summary>
    public static IReadOnlyList<TallyRow> Rows(LayerDissection result)
    {
        IReadOnlyList<string> categories = result.Catalogue.Categories;
        int last = categories.Count - 1;
        return
        [
            .. result.Ranking.Select(unit => new TallyRow(
                unit + 1,
                result.Best(unit)?.Concept.Category ?? categories[last],
                result.Best(unit)?.Concept.Name ?? "",
                result.Best(unit)?.Iou ?? 0,
                [
                    .. categories.Select(
                        (name, category) =>
                            result.BestOf(unit, category) is { } best
                                ? new TallyEntry(
                                    name,
                                    best.Concept.Name,
                                    result.LabelPixels(best.Concept.Number),
                                    result.UnitPixels(unit, category),
                                    result.Intersection(unit, best.Concept.Number),
                                    best.Iou
                                )
                                : new TallyEntry(name, "", 0, result.UnitPixels(unit, last), 0, 0)
                    ),
                ]
            )),
        ];
    }

    /// <summary>Writes a result. The file appears whole or not at all.</summary>
    public static void Write(string path, LayerDissection result) =>
        AtomicFile.Write(
            path,
            stream =>
            {
                using CsvWriter csv = CsvWriter.Create(
                    stream,
                    new CsvWriterOptions { NewLine = "\n" },
                    leaveOpen: true
                );
                csv.WriteRecord([
                    .. Common,
                    .. result.Catalogue.Categories.SelectMany(c => Suffixes.Select(s => c + s)),
                ]);
                foreach (TallyRow row in Rows(result))
                {
                    csv.WriteRecord([
                        $"{row.Unit}",
                        row.Category,
                        row.Label,
                        Written(row.Score),
                        .. row.Entries.SelectMany(e =>
                            (string[])
                                [e.Label, Written(e.Truth), Written(e.Activation), Written(e.Intersect), Written(e.Iou)]
                        ),
                    ]);
                }
            }
        );

    /// <summary>Reads a file of this writer or of NetDissect-Lite, its rows in the file's order.</summary>
    /// <exception cref="InvalidInputException">The file is absent, damaged or of another format; the message says line
    /// and column.</exception>
    public static IReadOnlyList<TallyRow> Read(string path)
    {
        byte[] content = CsvTable.Load(path);
        string[] categories;
        using (var header = new CsvTable(content, path, Common))
            categories =
            [
                .. header
                    .Columns.Where(c => c.EndsWith(IouSuffix, StringComparison.OrdinalIgnoreCase))
                    .Select(c => c[..^IouSuffix.Length]),
            ];
        using var table = new CsvTable(
            content,
            path,
            [.. Common, .. categories.SelectMany(c => Suffixes.Select(s => c + s))]
        );
        double Number(string column) =>
            double.TryParse(table[column], NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
                ? value
                : throw table.Error($"'{CsvTable.Printable(table[column])}' in column {column} is not a number");

        List<TallyRow> rows = [];
        while (table.Read())
        {
            if (!int.TryParse(table[Unit], out int unit) || unit < 1)
                throw table.Error($"'{CsvTable.Printable(table[Unit])}' in column {Unit} is not a whole number from 1");
            rows.Add(
                new(
                    unit,
                    table[Category],
                    table[Label],
                    Number(Score),
                    [
                        .. categories.Select(c => new TallyEntry(
                            c,
                            table[$"{c}-label"],
                            Number($"{c}-truth"),
                            Number($"{c}-activation"),
                            Number($"{c}-intersect"),
                            Number($"{c}-iou")
                        )),
                    ]
                )
            );
        }
        return rows;
    }

    /// <summary>As Python writes floats: 977.0.</summary>
    private static string Written(double value)
    {
        string text = value.ToString("R", CultureInfo.InvariantCulture);
        return text.Any(c => c is '.' or 'E') ? text.Replace('E', 'e') : text + ".0";
    }
}
