using System.Globalization;

namespace RobustRepro.Configuration;

/// <summary>Seeds as settings name them: <c>0,1,2</c>, <c>10-17</c>, or both.</summary>
internal static class SeedList
{
    /// <summary>Nobody trains more runs.</summary>
    private const int Most = 1000;

    /// <exception cref="InvalidInputException">The text names no seeds.</exception>
    public static IReadOnlyList<int> Parse(string key, string text)
    {
        InvalidInputException Wrong() =>
            new($"setting {key} is '{text}', expected seeds such as 0,1,2 or 10-17 (at most {Most:N0} of them)");
        var seeds = new List<int>();
        foreach (string part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            int[] ends =
            [
                .. part.Split('-')
                    .Select(end =>
                        int.TryParse(end.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out int seed)
                            ? seed
                            : throw Wrong()
                    ),
            ];
            if (ends.Length > 2 || ends[^1] < ends[0] || ends[^1] - ends[0] >= Most)
                throw Wrong();
            seeds.AddRange(Enumerable.Range(ends[0], ends[^1] - ends[0] + 1));
        }
        return seeds.Count <= Most && seeds.Distinct().Count() == seeds.Count ? seeds : throw Wrong();
    }
}
