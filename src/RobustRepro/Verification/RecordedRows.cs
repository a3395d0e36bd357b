using RobustRepro.Claims;
using RobustRepro.Reporting;
using RobustRepro.Tables;

namespace RobustRepro.Verification;

/// <summary>What was recorded of a study's networks under AutoAttack, beside the verdict of <c>robust</c>. A record
/// counts for the very weights that it was measured of.</summary>
internal static class RecordedRows
{
    /// <summary>Signs of gradient masking on record, added to what is said beside the verdict.</summary>
    public static ClaimResult Doubted(string study, ClaimResult result) =>
        Of(study, result.Claim, [result]) is { } found
            ? result with
            {
                Doubts = [.. result.Doubts.Union(found.Records.SelectMany(r => r.Doubts))],
            }
            : result;

    /// <summary>The recorded table; none where nothing is on record of these networks.</summary>
    public static IReadOnlyList<ResultTable> Tables(string study, Claim claim, IReadOnlyList<ClaimResult> results) =>
        Of(study, claim, results) is { } found ? [found.Recorded.Table(found.Records)] : [];

    private static (RecordedAutoAttack Recorded, IReadOnlyList<AutoAttackRecord> Records)? Of(
        string study,
        Claim claim,
        IReadOnlyList<ClaimResult> results
    )
    {
        if (claim.Id != RobustClaim.Name || RecordedAutoAttack.Of(study) is not { } recorded)
            return null;
        IReadOnlyList<AutoAttackRecord> records = recorded.For([
            .. results.SelectMany(r => r.Runs.All).Select(n => n.Provenance),
        ]);
        return records.Count == 0 ? null : (recorded, records);
    }
}
