using RobustRepro.Statistics;

namespace RobustRepro.Claims;

/// <summary>A comparison of S with R, judged.</summary>
/// <param name="Label">Which networks: <c>8 S, 8 R</c>, or the label of a single pair.</param>
/// <param name="Standard">The measure of S, mean over runs.</param>
/// <param name="Robust">The measure of R, mean over runs.</param>
/// <param name="Difference">R - S.</param>
/// <param name="Reason">Why the comparison is undecidable, else null.</param>
public sealed record ClaimRow(
    string Label,
    double Standard,
    double Robust,
    Interval Difference,
    Verdict Verdict,
    string? Reason
)
{
    /// <summary>The smallest effect of interest on this measure's scale.</summary>
    public double SmallestEffect { get; init; }

    /// <summary>The smallest difference that such data would show with 80% probability; NaN for a single
    /// pair.</summary>
    public double Detectable { get; init; } = double.NaN;

    /// <summary>How many runs per arm, or images, would bring the interval to the smallest effect of interest; null
    /// where the verdict decides, and for a single pair.</summary>
    public Needed? Needed { get; init; }

    /// <summary>Two-sided p of the t test; NaN for a single pair.</summary>
    public double P { get; init; } = double.NaN;

    /// <summary>Whether the verdict speaks of these networks alone, since an arm has a single run.</summary>
    public bool OfTheseNetworks { get; init; }

    /// <summary>The measure of each run of S.</summary>
    public IReadOnlyList<double> StandardRuns { get; init; } = [];

    /// <summary>The measure of each run of R.</summary>
    public IReadOnlyList<double> RobustRuns { get; init; } = [];
}
