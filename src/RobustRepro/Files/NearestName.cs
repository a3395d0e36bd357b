namespace RobustRepro.Files;

/// <summary>The known name that somebody probably meant.</summary>
internal static class NearestName
{
    /// <summary>By edit distance, whatever the case of letters; null where a third of the letters or more would have to
    /// change: that is another name, not a slip. Of three letters none may change, so that who writes gpu is not sent
    /// to cpu.</summary>
    public static string? To(string given, IEnumerable<string> known)
    {
        (string Name, int Off)[] near =
        [
            .. known
                .Select(name => (name, Distance(given.ToLowerInvariant(), name.ToLowerInvariant())))
                .Where(n => n.Item2 * 3 < Math.Max(given.Length, n.name.Length))
                .OrderBy(n => n.Item2),
        ];
        return near.Length > 0 ? near[0].Name : null;
    }

    /// <summary>" did you mean 'shape-bias'?" for messages; empty where nothing is near.</summary>
    public static string Question(string given, IEnumerable<string> known) =>
        To(given, known) is { } near ? $" did you mean '{Printable.Name(near)}'?" : "";

    /// <summary>Levenshtein's: how many characters to insert, delete or replace.</summary>
    private static int Distance(string a, string b)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, 1 + Math.Min(row[j], row[j - 1]));
            }
        }
        return row[^1];
    }
}
