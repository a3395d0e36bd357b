using RobustRepro.Claims;
using RobustRepro.Claims.Trends;
using RobustRepro.Reporting;
using RobustRepro.Studies;
using RobustRepro.Tables;

namespace RobustRepro.Verification;

/// <summary>What a verification found: all that the console and the report need to know.</summary>
/// <param name="Study">What the study says of itself.</param>
/// <param name="Results">S against R: a result per claim and architecture.</param>
/// <param name="Shuffled">The control with shuffled labels.</param>
public sealed record VerificationResult(
    StudyInfo Study,
    IReadOnlyList<ClaimResult> Results,
    IReadOnlyList<ClaimResult> Shuffled
)
{
    /// <summary>The control S against S; without cells where a study has too few S.</summary>
    public SplitControl StandardAgainstStandard { get; init; } = new([]);

    /// <summary>Every claim over all architectures; empty where a single one was judged.</summary>
    public IReadOnlyList<Headline> Headlines { get; } =
        Results.Select(r => r.Architecture).Distinct().Count() > 1 ? Claims.Headlines.Of(Results) : [];

    /// <summary>An S stopped at R's clean accuracy against that R; empty where a study has none.</summary>
    public IReadOnlyList<ClaimResult> AccuracyMatched { get; init; } = [];

    /// <summary>Claims judged by the trend of published numbers: a result per claim and series; empty where networks
    /// were measured.</summary>
    public IReadOnlyList<TrendResult> Trends { get; init; } = [];

    /// <summary>Every claim on the paper's architecture and norm; empty where that series was not judged.</summary>
    public IReadOnlyList<TrendHeadline> TrendHeadlines => TrendHeadline.Of(Trends);

    /// <summary>The study's tables beside the claims.</summary>
    public IReadOnlyList<ResultTable> Tables { get; init; } = [];

    /// <summary>By architecture, the networks that all this rests on.</summary>
    public IReadOnlyDictionary<string, ArchitectureNetworks> Networks { get; init; } =
        new Dictionary<string, ArchitectureNetworks>();

    /// <summary>Contact sheets of the study's images; empty unless asked for.</summary>
    public IReadOnlyList<Figure> Sheets { get; init; } = [];

    /// <summary>Claims that could not be judged.</summary>
    public IReadOnlyList<SkippedClaim> Skipped { get; init; } = [];

    /// <summary>Claims that the study has and that are judged where somebody asks for them, which nobody did.</summary>
    public IReadOnlyList<Claim> NotAsked { get; init; } = [];

    /// <summary>Claims that were judged without some of what they read where it is there, an entry per input.</summary>
    public IReadOnlyList<SkippedClaim> JudgedWithout { get; init; } = [];

    /// <summary>A sentence for everything that was left out, claims and whole architectures: what, why, and what would
    /// change it.</summary>
    public IReadOnlyList<string> LeftOut =>
        [
            .. Verifier.MissingNetworks(Study),
            .. Study.Missing.Where(m => m.Kind == InputKind.Numbers).Select(m => m.Reason),
            .. Skipped.Select(s => $"{s.Claim.Id} was not judged: {s.Reason}"),
            .. NotAsked.Select(c =>
                $"{c.Id} was not judged: it is left to those who ask: --claim {c.Id} does, and --all"
            ),
            .. JudgedWithout.GroupBy(s => s.Reason).Select(g => Without(g.Key, [.. g.Select(s => s.Claim).Distinct()])),
        ];

    private static string Without(string reason, Claim[] claims) =>
        $"{string.Join(", ", claims.Select(c => c.Id))} {(claims.Length > 1 ? "were" : "was")} judged without some "
        + $"images: {reason}";
}
