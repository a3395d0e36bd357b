using RobustRepro.Claims;
using RobustRepro.Statistics;

namespace RobustRepro.Reporting;

/// <summary>A comparison whose outcome is known beforehand: if it comes out otherwise, the suite's verdicts are in
/// doubt.</summary>
/// <param name="Label">For example <c>S against another S, googlenet</c>.</param>
/// <param name="Description">What is compared, and why the outcome is known.</param>
/// <param name="Expected">The verdicts that would be as it should be.</param>
/// <param name="First">What the first network of each pair is called.</param>
/// <param name="Second">What the second is called.</param>
public sealed record ControlResult(
    string Label,
    string Description,
    IReadOnlyList<Verdict> Expected,
    ClaimResult Result,
    string First = "S",
    string Second = "another S"
)
{
    public bool AsExpected => Expected.Contains(Result.Verdict);
}
