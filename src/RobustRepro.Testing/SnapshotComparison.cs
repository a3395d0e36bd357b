using System.Globalization;

namespace RobustRepro.Testing;

/// <summary>Says where received tables differ from recorded ones: numbers within their column's tolerance, all else to
/// the letter.</summary>
public static class SnapshotComparison
{
    /// <summary>For the last digit of a sum that is exact in decimal and not in binary.</summary>
    private const double Slack = 1e-9;

    /// <summary>One sentence per difference; empty where the tables agree.</summary>
    public static IReadOnlyList<string> Differences(
        IReadOnlyList<SnapshotTable> recorded,
        IReadOnlyList<SnapshotTable> received
    )
    {
        List<string> differences = [.. recorded.Zip(received).SelectMany(p => Differences(p.First, p.Second))];
        differences.AddRange(
            recorded.Skip(received.Count).Select(t => $"{t.Title}: the table is recorded, but was not received")
        );
        differences.AddRange(
            received.Skip(recorded.Count).Select(t => $"{t.Title}: the table was received, but is not recorded")
        );
        return differences;
    }

    private static IEnumerable<string> Differences(SnapshotTable recorded, SnapshotTable received)
    {
        if (recorded.Title != received.Title)
        {
            yield return $"{recorded.Title}: received the title '{received.Title}'";
        }
        if (!recorded.Columns.SequenceEqual(received.Columns))
        {
            yield return $"{recorded.Title}: columns recorded: {string.Join(", ", recorded.Columns)}; received: "
                + $"{string.Join(", ", received.Columns)}";
            yield break;
        }
        for (int c = 0; c < recorded.Columns.Count; c++)
        {
            if (recorded.Tolerances[c] != received.Tolerances[c])
                yield return $"{recorded.Title}, column '{recorded.Columns[c]}': recorded with tolerance "
                    + $"{Show(recorded.Tolerances[c])}, received with {Show(received.Tolerances[c])}";
        }
        foreach (
            string difference in recorded.Rows.Count == received.Rows.Count
                ? Cells(recorded, received)
                : Rows(recorded, received)
        )
            yield return difference;
        if (!recorded.Notes.SequenceEqual(received.Notes))
            yield return Notes(recorded, received);
    }

    private static IEnumerable<string> Cells(SnapshotTable recorded, SnapshotTable received)
    {
        for (int r = 0; r < recorded.Rows.Count; r++)
        {
            for (int c = 0; c < recorded.Columns.Count; c++)
            {
                string was = recorded.Rows[r][c],
                    now = received.Rows[r][c];
                if (Cell(was, now, received.Tolerances[c]) is { } difference)
                    yield return $"{recorded.Title}, row '{recorded.RowName(r)}', column '{recorded.Columns[c]}': "
                        + $"{difference}";
            }
        }
    }

    private static string? Cell(string recorded, string received, double tolerance)
    {
        if (recorded == received)
            return null;
        if (tolerance > 0 && Number(recorded) is { } was && Number(received) is { } now)
        {
            double distance = Math.Abs(was - now);
            return distance <= tolerance + Slack
                ? null
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"recorded {recorded}, received {received}: {distance:0.######} apart, {Show(tolerance)} allowed"
                );
        }
        return $"recorded '{recorded}', received '{received}', which must agree to the letter";
    }

    private static IEnumerable<string> Rows(SnapshotTable recorded, SnapshotTable received)
    {
        List<string> gone = [.. Enumerable.Range(0, recorded.Rows.Count).Select(recorded.RowName)];
        List<string> added = [];
        foreach (string name in Enumerable.Range(0, received.Rows.Count).Select(received.RowName))
        {
            if (!gone.Remove(name))
                added.Add(name);
        }
        yield return $"{recorded.Title}: {recorded.Rows.Count} rows recorded, {received.Rows.Count} received";
        foreach (string name in gone)
            yield return $"{recorded.Title}: row '{name}' is recorded, but was not received";
        foreach (string name in added)
            yield return $"{recorded.Title}: row '{name}' was received, but is not recorded";
    }

    private static string Notes(SnapshotTable recorded, SnapshotTable received)
    {
        for (int i = 0; i < Math.Max(recorded.Notes.Count, received.Notes.Count); i++)
        {
            string? was = recorded.Notes.ElementAtOrDefault(i),
                now = received.Notes.ElementAtOrDefault(i);
            if (was != now)
                return $"{recorded.Title}, note {i + 1}: recorded {Quote(was)}, received {Quote(now)}";
        }
        return "";
    }

    private static string Quote(string? note) => note is null ? "none" : $"'{note}'";

    private static double? Number(string cell) =>
        double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : null;

    private static string Show(double tolerance) =>
        tolerance > 0 ? string.Create(CultureInfo.InvariantCulture, $"±{tolerance:0.########}") : "none";
}
