using RobustRepro.Statistics;

namespace RobustRepro.Claims.Trends;

/// <summary>What a study of published series says of a claim: the headline's series, with Holm's correction over the
/// claims, and how far the others agree.</summary>
/// <param name="Result">The paper's architecture and norm.</param>
/// <param name="CorrectedP">After Holm.</param>
/// <param name="Further">The claim's other series, uncorrected.</param>
public sealed record TrendHeadline(TrendResult Result, double CorrectedP, IReadOnlyList<TrendResult> Further)
{
    /// <summary>With the correction: what it takes back is inconclusive.</summary>
    public Verdict Verdict =>
        Result.Verdict is Verdict.Supported or Verdict.Contradicted && CorrectedP > TrendRule.Alpha
            ? Verdict.Inconclusive
            : Result.Verdict;

    /// <summary>How many other ways to measure the claim decide anything.</summary>
    public int DecidingChoices => Result.Choices.Count(c => c.Verdict != Verdict.Undecidable);

    /// <summary>How many of these come to the same verdict.</summary>
    public int Agreeing => Result.Choices.Count(c => c.Verdict == Verdict);

    /// <summary>How many of the other series come to the same verdict.</summary>
    public int AgreeingSeries => Further.Count(r => r.Verdict == Verdict);

    /// <summary>Whether fewer than half of the other ways to measure the claim come to its verdict.</summary>
    public bool DependsOnTheMeasure =>
        Verdict is Verdict.Supported or Verdict.Contradicted && 2 * Agreeing < DecidingChoices;

    /// <summary>For example "Supported, depends on the measure".</summary>
    public override string ToString() => $"{Verdict}{(DependsOnTheMeasure ? ", depends on the measure" : "")}";

    /// <param name="results">Every series of every claim of a study; a claim without a headline series has
    /// none.</param>
    public static IReadOnlyList<TrendHeadline> Of(IReadOnlyList<TrendResult> results)
    {
        TrendResult[] headlines = [.. results.Where(r => r.IsHeadline)];
        double[] corrected = Holm.Correct([.. headlines.Select(h => h.Series.P)]);
        return
        [
            .. headlines.Select(
                (h, i) =>
                    new TrendHeadline(
                        h,
                        corrected[i],
                        [.. results.Where(r => r.Claim.Id == h.Claim.Id && !r.IsHeadline)]
                    )
            ),
        ];
    }
}
