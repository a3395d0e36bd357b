using RobustRepro.Claims.Trends;

namespace RobustRepro.Verification;

/// <summary>What an entry of the settings came to.</summary>
/// <param name="Pairs">One, or one per eps.</param>
/// <param name="Trends">Of several eps: each claim over them.</param>
public sealed record JudgedNetworks(IReadOnlyList<JudgedPair> Pairs, IReadOnlyList<TrendResult> Trends)
{
    /// <summary>The trends as a verification of their own, for a report; null where there are none.</summary>
    public VerificationResult? OverEps =>
        Trends.Count == 0
            ? null
            : new(Pairs[0].Result.Study, [], [])
            {
                Trends = Trends,
                Skipped = [.. Pairs.SelectMany(p => p.Result.Skipped).DistinctBy(s => s.Claim.Id)],
            };
}
