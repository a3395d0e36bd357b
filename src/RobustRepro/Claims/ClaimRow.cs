using RobustRepro.Statistics;

namespace RobustRepro.Claims;

/// <summary>One comparison of S with R: a seed's, or all seeds' together.</summary>
/// <param name="Label"><c>seed 0</c>, or <c>pooled</c>.</param>
/// <param name="Standard">The primary measure of S.</param>
/// <param name="Robust">The primary measure of R.</param>
/// <param name="Difference">R - S.</param>
/// <param name="Reason">Why the comparison is undecidable, else null.</param>
public sealed record ClaimRow(
    string Label,
    double Standard,
    double Robust,
    Interval Difference,
    Verdict Verdict,
    string? Reason
);
