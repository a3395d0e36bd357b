using RobustRepro.Claims;
using RobustRepro.Claims.Trends;
using RobustRepro.Studies.Published;

namespace RobustRepro.Verification;

/// <summary>Judges claims on published numbers. There is nothing to measure and no control to run: the test of a trend
/// is exact.</summary>
public static class TrendVerifier
{
    /// <exception cref="InvalidInputException">The study lacks its table, or no claim can be judged; the message says
    /// what is missing.</exception>
    public static VerificationResult Run(
        PublishedStudy study,
        IReadOnlyList<Claim> claims,
        IReadOnlyList<string> architectures
    )
    {
        SkippedClaim[] skipped =
        [
            .. claims
                .Select(c => (Claim: c, Reason: study.WhyNot(c)))
                .Where(c => c.Reason is not null)
                .Select(c => new SkippedClaim(c.Claim, c.Reason!)),
        ];
        TrendResult[] trends =
        [
            .. claims.Except(skipped.Select(s => s.Claim)).SelectMany(c => study.Judge(c, architectures)),
        ];
        if (trends.Length == 0)
            throw new InvalidInputException(
                $"the {study.Info.Name} study has nothing to judge: "
                    + (
                        skipped.Length > 0
                            ? string.Join("; ", skipped.Select(s => $"{s.Claim.Id}: {s.Reason}"))
                            : $"no series of {string.Join(", ", architectures)} for "
                                + string.Join(", ", claims.Select(c => c.Id))
                    )
            );
        return new(study.Info, [], [])
        {
            Trends = trends,
            Skipped = skipped,
            Tables = study.Context(),
        };
    }
}
