using System.Globalization;
using RobustRepro.Files;

namespace RobustRepro.Reporting;

/// <summary>Reads published numbers (<c>fixtures/published</c>).</summary>
public static class PublishedFigures
{
    private static readonly string[] Columns =
    [
        "claim",
        "study",
        "network",
        "kind",
        "quantity",
        "value",
        "n",
        "source",
    ];

    /// <exception cref="InvalidInputException">The file is absent, lacks a column, or a value is no number.</exception>
    public static IReadOnlyList<PublishedFigure> Load(string path)
    {
        using var table = new CsvTable(CsvTable.Load(path), path, Columns);
        List<PublishedFigure> figures = [];
        while (table.Read())
            figures.Add(
                new(
                    table["claim"],
                    table["study"],
                    table["network"],
                    table["kind"],
                    table["quantity"],
                    Value(table),
                    Count(table),
                    Source(table)
                )
            );
        return figures;
    }

    private static double Value(CsvTable table) =>
        double.TryParse(table["value"], NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
        && double.IsFinite(value)
            ? value
            : throw table.Error($"'{CsvTable.Printable(table["value"])}' in column value is not a number");

    private static int? Count(CsvTable table)
    {
        if (table["n"].Length == 0)
            return null;
        return int.TryParse(table["n"], NumberStyles.None, CultureInfo.InvariantCulture, out int count)
            ? count
            : throw table.Error(
                $"'{CsvTable.Printable(table["n"])}' in column n is not a whole number; leave it empty "
                    + $"where the source does not say"
            );
    }

    private static string Source(CsvTable table) =>
        table["source"].Length > 0 ? table["source"] : throw table.Error("no source; a published number needs one");
}
