using System.Globalization;
using RobustRepro.Tables;

namespace RobustRepro.Testing;

/// <summary>A result table read back from its text, cell by cell (the format is that of
/// <see cref="ResultTableText"/>).</summary>
/// <param name="Title">The line over the rule of equals signs.</param>
/// <param name="Columns">The heads of the columns.</param>
/// <param name="Tolerances">Per column; 0 for to the letter.</param>
/// <param name="Rows">The cells as text, row by row.</param>
/// <param name="Notes">The paragraphs under the table.</param>
public sealed record SnapshotTable(
    string Title,
    IReadOnlyList<string> Columns,
    IReadOnlyList<double> Tolerances,
    IReadOnlyList<IReadOnlyList<string>> Rows,
    IReadOnlyList<string> Notes
)
{
    /// <summary>What tells a row from others: its cells up to the first column of numbers with a tolerance.</summary>
    public string RowName(int row)
    {
        int named = Tolerances.TakeWhile(t => t == 0).Count();
        return string.Join(" / ", Rows[row].Take(named == Columns.Count ? 1 : Math.Max(1, named)));
    }

    /// <summary>Reads all tables of a file.</summary>
    /// <exception cref="FormatException">The text is not one that the suite writes; the message names the
    /// line.</exception>
    public static IReadOnlyList<SnapshotTable> Parse(string text)
    {
        string[] lines = text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
        int[] titles =
        [
            .. Enumerable.Range(0, lines.Length - 1).Where(i => lines[i].Length > 0 && IsLineOf(lines[i + 1], '=')),
        ];
        if (titles is not [0, ..])
            throw new FormatException("line 1: expected the title of a table, with a line of = under it");
        return
        [
            .. titles.Select(
                (start, i) => ParseOne(lines, start, i + 1 < titles.Length ? titles[i + 1] : lines.Length)
            ),
        ];
    }

    private static SnapshotTable ParseOne(string[] lines, int start, int end)
    {
        int rule = Array.FindIndex(lines, start, end - start, l => l.Length > 0 && l.All(c => c is '-' or ' '));
        int[] header = [.. Enumerable.Range(start + 2, Math.Max(0, rule - start - 2)).Where(i => lines[i].Length > 0)];
        if (header.Length is 0 or > 2)
            throw new FormatException(
                $"line {start + 1}: expected a header, perhaps a line of tolerances, and a rule of - under the title"
            );

        (int Start, int Width)[] spans = Spans(lines[rule]);
        string[] columns = Cells(lines, header[0], spans);
        double[] tolerances =
            header.Length == 2
                ? [.. Cells(lines, header[1], spans).Select((c, i) => Tolerance(c, i, header[1]))]
                : new double[columns.Length];
        int last = Array.FindIndex(lines, rule, end - rule, l => l.Length == 0);
        if (last < 0)
            last = end;
        return new(
            lines[start],
            columns,
            tolerances,
            [.. Enumerable.Range(rule + 1, last - rule - 1).Select(i => Cells(lines, i, spans))],
            ParseNotes(lines[last..end])
        );
    }

    private static (int Start, int Width)[] Spans(string rule)
    {
        var spans = new List<(int, int)>();
        for (int i = 0; i < rule.Length; i++)
        {
            int start = i;
            while (i < rule.Length && rule[i] == '-')
                i++;
            if (i > start)
                spans.Add((start, i - start));
        }
        return [.. spans];
    }

    private static string[] Cells(string[] lines, int line, (int Start, int Width)[] spans)
    {
        string text = lines[line];
        // whatever stands outside the columns is a cell that someone made longer
        bool misaligned = text.Where((c, i) => c != ' ' && !spans.Any(s => i >= s.Start && i < s.Start + s.Width))
            .Any();
        if (misaligned)
            throw new FormatException(
                $"line {line + 1}: a cell does not stand above or under its column's part of the rule: {text}"
            );
        return
        [
            .. spans.Select(s =>
                s.Start >= text.Length ? "" : text.Substring(s.Start, Math.Min(s.Width, text.Length - s.Start)).Trim()
            ),
        ];
    }

    private static double Tolerance(string cell, int column, int line)
    {
        if (cell.Length == 0 || (column == 0 && cell == "tolerance"))
            return 0;
        return
            cell.StartsWith('±')
            && double.TryParse(cell.AsSpan(1), NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            ? value
            : throw new FormatException($"line {line + 1}: '{cell}' is not a tolerance such as ±0.015");
    }

    private static List<string> ParseNotes(string[] lines)
    {
        var notes = new List<string>();
        foreach (string line in lines.Where(l => l.Length > 0))
        {
            if (line.StartsWith('*') || notes.Count == 0)
                notes.Add(line.TrimStart('*', ' '));
            else
                notes[^1] += " " + line.Trim();
        }
        return notes;
    }

    private static bool IsLineOf(string line, char character) => line.Length > 0 && line.All(c => c == character);
}
