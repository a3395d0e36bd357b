using RobustRepro.Claims.Trends;
using RobustRepro.Files;
using RobustRepro.Reporting;
using RobustRepro.Statistics;
using RobustRepro.Studies.Published;

namespace RobustRepro.Verification;

/// <summary>The report on published numbers: a section per claim, what becomes of the networks besides, and where every
/// number comes from.</summary>
internal static class TrendReport
{
    private static string Question(bool published) =>
        "Tests claims of Chen, Agarwal and Nguyen, The shape and simplicity biases of adversarially robust "
        + "ImageNet-trained CNNs (arXiv:2006.09373), on "
        + (published ? "what others measured of ImageNet networks" : "networks of the user")
        + ": does a measure go with eps, the strength of the attacks that a network was trained against?";

    public static Report Build(VerificationResult verification)
    {
        IReadOnlyList<TrendHeadline> headlines = verification.TrendHeadlines;
        return new(
            $"RobustRepro: the {verification.Study.Name} study",
            Summary(verification, headlines),
            [.. verification.Trends.GroupBy(t => t.Claim).Select(g => Section([.. g], headlines))],
            [],
            [],
            [
                KeyValuePair.Create("suite", $"RobustRepro {BuildInfo.Version}, commit {BuildInfo.Commit}"),
                .. verification.Study.Provenance.Select(p => KeyValuePair.Create(p.Key, p.Value)),
            ]
        )
        {
            LeftOut = verification.LeftOut,
            Headlines = headlines.Count == 0 ? null : TrendTables.Headlines(verification.Study.Name, headlines),
            ControlTables = verification.Tables,
            Rule = string.Join(" ", verification.Trends.Select(t => t.Rule).Distinct()),
        };
    }

    private static ClaimSection Section(TrendResult[] results, IReadOnlyList<TrendHeadline> headlines) =>
        new(results[0].Claim, [], ClaimFigures.Of(results))
        {
            Trends = results,
            TrendHeadline = headlines.FirstOrDefault(h => h.Result.Claim == results[0].Claim),
        };

    private static string Summary(VerificationResult verification, IReadOnlyList<TrendHeadline> headlines)
    {
        string outcome =
            headlines.Count == 0
                ? ""
                : $" On the paper's architecture and norm: {Counts(headlines.Select(h => h.Verdict))}.";
        string question = Question(verification.Study.Name == PublishedStudy.Id);
        return $"{question} {verification.Study.Description}{outcome} Series by series: "
            + $"{Counts(verification.Trends.Select(t => t.Verdict))}.";
    }

    private static string Counts(IEnumerable<Verdict> verdicts) =>
        string.Join(", ", verdicts.CountBy(v => v).OrderBy(v => v.Key).Select(v => $"{v.Value} {v.Key.Lower()}"));
}
