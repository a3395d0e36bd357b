using RobustRepro.Claims;

namespace RobustRepro.Studies;

/// <summary>What a verification found.</summary>
/// <param name="Results">S against R: a result per claim and architecture.</param>
/// <param name="StandardAgainstStandard">The control with two S of different seeds; empty where a study has none.</param>
/// <param name="Shuffled">The control with shuffled labels.</param>
public sealed record VerificationResult(
    IStudy Study,
    IReadOnlyList<ClaimResult> Results,
    IReadOnlyList<ClaimResult> StandardAgainstStandard,
    IReadOnlyList<ClaimResult> Shuffled)
{
    /// <summary>An S stopped at R's clean accuracy against that R; empty where a study has none.</summary>
    public IReadOnlyList<ClaimResult> AccuracyMatched { get; init; } = [];
}
