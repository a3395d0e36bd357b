using System.Globalization;
using System.Text;

namespace RobustRepro.Tables;

/// <summary>
/// A result table as aligned plain text: what the console prints and snapshots record. The rule under the header marks
/// where each column
/// stands, so that the text can be read back:
/// <code>
/// robust: accuracy under PGD, googlenet on trifeature
/// ===================================================
///
/// networks       S       R  verdict
/// tolerance  ±0.015  ±0.015
/// ---------  ------  ------  ---------
/// seed 0      0.010   0.690  Supported
///
/// * a note
/// </code>
/// </summary>
public static class ResultTableText
{
    private const int NoteWidth = 120;
    private const string Gap = "  ";

    /// <summary>Ends with a line feed; line feeds only, whatever the system.</summary>
    public static string Write(ResultTable table)
    {
        string[][] rows = [.. table.Rows.Select((row, index) => Cells(table, row, index))];
        string[] header = [.. table.Columns.Select(c => OneLine(c.Name))];
        string[]? tolerances = table.Columns.Any(c => c.Tolerance > 0) ? [.. table.Columns.Select(Tolerance)] : null;
        if (tolerances is ["", ..])
            tolerances[0] = "tolerance";

        string[][] all = [header, tolerances ?? header, .. rows];
        int[] widths = [.. header.Select((_, i) => all.Max(cells => cells[i].Length))];
        bool[] right = [.. header.Select((_, i) => IsNumeric(table, i))];
        string title = OneLine(table.Title);
        var text = new StringBuilder();
        Line(text, title);
        Line(text, new string('=', title.Length));
        Line(text, "");
        Line(text, Align(header, widths, right));
        if (tolerances is not null)
            Line(text, Align(tolerances, widths, right));
        Line(text, string.Join(Gap, widths.Select(w => new string('-', w))));
        foreach (string[] row in rows)
            Line(text, Align(row, widths, right));
        if (table.CommonNotes.Count + table.Notes.Count > 0)
            Line(text, "");
        foreach (string note in table.CommonNotes.Concat(table.Notes))
            Note(text, note);
        return text.ToString();
    }

    /// <summary>Several tables, two empty lines between them.</summary>
    public static string Write(IEnumerable<ResultTable> tables) => string.Join("\n\n", tables.Select(Write));

    /// <summary>One cell as tables print it: NaN as "undefined", empty as "-".</summary>
    public static string Cell(object? value, Column column) =>
        value switch
        {
            null or "" => "-",
            double number => Number(number, column.Decimals),
            float number => Number(number, column.Decimals),
            bool yes => yes ? "yes" : "no",
            _ => OneLine(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "-"),
        };

    /// <summary>Whether the column holds nothing but numbers and empty cells, which are aligned to the right.</summary>
    public static bool IsNumeric(ResultTable table, int column)
    {
        object?[] cells = [.. table.Rows.Select(r => r[column]).Where(c => c is not null)];
        return cells.Length == 0
            ? table.Columns[column].Tolerance > 0
            : Array.TrueForAll(cells, c => c is double or float or int or long);
    }

    /// <summary>For example <c>±0.015</c>; empty where the column is compared to the letter.</summary>
    public static string Tolerance(Column column) =>
        column.Tolerance > 0 ? "±" + column.Tolerance.ToString("0.########", CultureInfo.InvariantCulture) : "";

    private static string[] Cells(ResultTable table, object?[] row, int index) =>
        row.Length == table.Columns.Count
            ? [.. row.Select((value, i) => Cell(value, table.Columns[i]))]
            : throw new ArgumentException(
                $"table '{table.Title}': row {index + 1} has {row.Length} cells, there are "
                    + $"{table.Columns.Count} columns",
                nameof(table)
            );

    private static string Number(double value, int decimals)
    {
        if (double.IsNaN(value))
            return "undefined";
        string text = value.ToString("F" + decimals, CultureInfo.InvariantCulture);
        // what rounds to zero from below has no sign worth printing
        return text.StartsWith('-') && text.All(c => c is '-' or '.' or '0') ? text[1..] : text;
    }

    private static string Align(string[] cells, int[] widths, bool[] right) =>
        string.Join(Gap, cells.Select((cell, i) => right[i] ? cell.PadLeft(widths[i]) : cell.PadRight(widths[i])));

    private static void Note(StringBuilder text, string note)
    {
        string line = "*";
        foreach (string word in note.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 2 && line.Length + 1 + word.Length > NoteWidth)
            {
                Line(text, line);
                line = " ";
            }
            line += " " + word;
        }
        Line(text, line);
    }

    private static string OneLine(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static void Line(StringBuilder text, string line) => text.Append(line.TrimEnd()).Append('\n');
}
