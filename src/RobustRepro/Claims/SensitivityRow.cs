using RobustRepro.Statistics;

namespace RobustRepro.Claims;

/// <summary>The pooled measure under another choice than the deciding one.</summary>
/// <param name="Invalid">Why it would decide nothing, or null.</param>
internal readonly record struct SensitivityRow(
    string Choice,
    double Standard,
    double Robust,
    Interval Difference,
    string? Invalid = null
)
{
    public Verdict WouldBe(Sign predictedSign) =>
        Invalid is null ? Difference.Decide(predictedSign) : Verdict.Undecidable;
}
