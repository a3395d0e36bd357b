using System.Globalization;
using RobustRepro.Statistics;

namespace RobustRepro.Claims;

/// <summary>The rule of verdicts, applied to a measure of one architecture or of several.</summary>
internal static class RowJudge
{
    /// <param name="label">Null for the numbers of runs.</param>
    /// <param name="architectures">The measure of each.</param>
    /// <param name="invalid">Why the measure decides nothing, or null.</param>
    public static ClaimRow Judge(
        string? label,
        IReadOnlyList<Comparison> architectures,
        Sign predicted,
        string? invalid = null
    )
    {
        Comparison first = architectures[0];
        double standard = architectures.Average(a => a.Standard.Mean),
            robust = architectures.Average(a => a.Robust.Mean);
        double smallest = first.Scale.SmallestEffect(standard),
            room = first.Scale.Room(standard, predicted);
        (Arm, Arm)[] arms = Arms(architectures);
        bool these = architectures.Any(a => a.OfTheseNetworks);
        RunDifference? runs = these ? null : new(arms);
        Interval interval = runs?.Interval ?? Bootstrap.Difference(arms);
        Verdict verdict = invalid is null ? interval.Decide(predicted, smallest, room) : Verdict.Undecidable;
        return new(
            label ?? Count(architectures),
            standard,
            robust,
            interval,
            verdict,
            invalid ?? (verdict == Verdict.Undecidable ? WhyUndecidable(interval, standard, smallest) : null)
        )
        {
            SmallestEffect = smallest,
            Detectable = runs?.DetectableEffect ?? double.NaN,
            Needed = verdict == Verdict.Inconclusive ? runs?.Needed(smallest) : null,
            P = runs?.P ?? double.NaN,
            OfTheseNetworks = these,
            StandardRuns = [.. architectures.SelectMany(a => a.Standard.Values)],
            RobustRuns = [.. architectures.SelectMany(a => a.Robust.Values)],
        };
    }

    /// <summary>A row that decides nothing after all, with what would decide.</summary>
    /// <param name="row">Judged from these comparisons, each of several runs per arm.</param>
    /// <param name="architectures">The measure of each.</param>
    public static ClaimRow Undecided(ClaimRow row, IReadOnlyList<Comparison> architectures) =>
        row with
        {
            Verdict = Verdict.Inconclusive,
            Needed = new RunDifference(Arms(architectures)).Needed(row.SmallestEffect),
        };

    private static (Arm, Arm)[] Arms(IReadOnlyList<Comparison> architectures) =>
        [.. architectures.Select(a => (a.Standard, a.Robust))];

    private static string WhyUndecidable(Interval interval, double standard, double smallest) =>
        double.IsNaN(interval.Low)
            ? "the difference is undefined, since nothing counts in a network"
            : $"no room: S is at {VerdictText.Number(standard)}, so near the end of the scale that "
                + $"{VerdictText.Number(smallest)}, the smallest effect of interest, does not fit";

    private static string Count(IReadOnlyList<Comparison> architectures)
    {
        string Range(Func<Comparison, int> of)
        {
            int fewest = architectures.Min(of),
                most = architectures.Max(of);
            return fewest == most
                ? fewest.ToString(CultureInfo.InvariantCulture)
                : string.Create(CultureInfo.InvariantCulture, $"{fewest} to {most}");
        }
        return $"{Range(a => a.Standard.Count)} S, {Range(a => a.Robust.Count)} R";
    }
}
