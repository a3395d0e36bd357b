using RobustRepro.Claims;
using RobustRepro.Studies;
using RobustRepro.Tables;

namespace RobustRepro.Verification;

/// <summary>What a verification found.</summary>
/// <param name="Results">S against R: a result per claim and architecture.</param>
/// <param name="StandardAgainstStandard">The control with two S of different seeds; empty where a study has
/// none.</param>
/// <param name="Shuffled">The control with shuffled labels.</param>
public sealed record VerificationResult(
    IStudy Study,
    IReadOnlyList<ClaimResult> Results,
    IReadOnlyList<ClaimResult> StandardAgainstStandard,
    IReadOnlyList<ClaimResult> Shuffled
)
{
    /// <summary>As <see cref="IStudy.Checks"/>.</summary>
    public IReadOnlyList<ResultTable> Checks { get; init; } = [];

    /// <summary>Claims that could not be judged.</summary>
    public IReadOnlyList<SkippedClaim> Skipped { get; init; } = [];

    /// <summary>Claims that were judged without some of what they read where it is there, an entry per input.</summary>
    public IReadOnlyList<SkippedClaim> JudgedWithout { get; init; } = [];

    /// <summary>A sentence for everything that was left out, claims and whole architectures: what, why, and what would
    /// change it.</summary>
    public IReadOnlyList<string> LeftOut =>
        [
            .. Study.LeftOut,
            .. Skipped.Select(s => $"{s.Claim.Id} was not judged: {s.Reason}"),
            .. JudgedWithout
                .GroupBy(s => s.Reason)
                .Select(g =>
                    $"{string.Join(", ", g.Select(s => s.Claim.Id).Distinct())} "
                    + $"{(g.Select(s => s.Claim).Distinct().Count() > 1 ? "were" : "was")} judged without "
                    + $"some images: {g.Key}"
                ),
        ];

    /// <summary>An S stopped at R's clean accuracy against that R; empty where a study has none.</summary>
    public IReadOnlyList<ClaimResult> AccuracyMatched { get; init; } = [];

    /// <summary>By architecture the networks of that control, as measured.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<NetworkPair>> MatchedPairs { get; init; } =
        new Dictionary<string, IReadOnlyList<NetworkPair>>();
}
