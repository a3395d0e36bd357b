using System.Globalization;

namespace RobustRepro.Measures;

/// <summary>When and where a part of a network's measurements was made.</summary>
/// <param name="What">The part, for example <c>answers, cue-conflict</c>.</param>
/// <param name="At">UTC.</param>
/// <param name="Machine">Name of the machine.</param>
/// <param name="WasRead">Whether it was read from a store, not measured in this run.</param>
public sealed record MeasuredPart(string What, DateTime At, string Machine, bool WasRead)
{
    /// <summary>One sentence on all parts of a network: what was measured in this run and what was read.</summary>
    public static string Text(IReadOnlyList<MeasuredPart> parts)
    {
        string[] texts =
        [
            .. parts
                .GroupBy(p => (p.WasRead, p.Machine))
                .OrderBy(g => g.Key.WasRead)
                .ThenBy(g => g.Key.Machine, StringComparer.Ordinal)
                .Select(g =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{g.Count()} {(g.Key.WasRead ? "read from the store, measured" : "measured in this run,")} "
                            + $"{Span([.. g])} on {g.Key.Machine}"
                    )
                ),
        ];
        return texts.Length == 0 ? "none" : $"parts: {string.Join("; ", texts)}";
    }

    private static string Span(MeasuredPart[] parts)
    {
        string first = Time(parts.Min(p => p.At)),
            last = Time(parts.Max(p => p.At));
        return first == last ? first : $"{first} to {last}";
    }

    private static string Time(DateTime at) => at.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
