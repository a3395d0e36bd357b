using System.Text.Json;
using System.Text.Json.Serialization;
using RobustRepro.Claims;
using RobustRepro.Claims.Trends;
using RobustRepro.Files;
using RobustRepro.Statistics;

namespace RobustRepro.Verification;

/// <summary>The verdicts for other programs: <c>verdicts.json</c> beside the report, and what <c>--json</c>
/// prints.</summary>
public static class VerdictsFile
{
    /// <summary>The name of the file beside a report.</summary>
    public const string Name = "verdicts.json";

    private static readonly JsonSerializerOptions Format = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        // "R - S > 0" is to be read by people too
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
    };

    /// <param name="pair">Whether the verdicts are on one pair of networks that the user named, and speak of no
    /// others.</param>
    /// <returns>An object with <c>study</c>, <c>commit</c>, <c>verdicts</c> and <c>headlines</c>; numbers that are
    /// undefined are null.</returns>
    public static string Json(VerificationResult result, bool pair) =>
        JsonSerializer.Serialize(
            new
            {
                Study = result.Study.Name,
                BuildInfo.Commit,
                Verdicts = result
                    .Results.Select(r => Entry(r, pair ? "pair" : "architecture"))
                    .Concat(result.Trends.Select(Entry)),
                Headlines = result.Headlines.Select(Entry).Concat(result.TrendHeadlines.Select(Entry)),
            },
            Format
        ) + "\n";

    private static object Entry(ClaimResult result, string scope)
    {
        ClaimRow row = result.Row;
        return new
        {
            Claim = result.Claim.Id,
            result.Architecture,
            Verdict = result.Verdict.Lower(),
            Scope = scope,
            Standard = Number(row.Standard),
            Robust = Number(row.Robust),
            StandardRuns = row.StandardRuns.Select(Number),
            RobustRuns = row.RobustRuns.Select(Number),
            Difference = Number(row.Difference.Estimate),
            Low = Number(row.Difference.Low),
            High = Number(row.Difference.High),
            SmallestEffect = Number(row.SmallestEffect),
            Detectable = Number(row.Detectable),
            RunsNeeded = row.Needed?.Runs,
            ImagesNeeded = row.Needed?.Images,
            row.Reason,
        };
    }

    /// <summary>A trend has the fields that say which and what, and those of its test; it has no interval.</summary>
    private static object Entry(TrendResult result) =>
        new
        {
            Claim = result.Claim.Id,
            result.Architecture,
            Norm = result.Norm.ToString(),
            Verdict = result.Verdict.Lower(),
            Scope = "series",
            Standard = Number(result.Series.Standard),
            Robust = Number(result.Compared.Value),
            RobustEps = result.Compared.Eps,
            Difference = Number(result.Difference),
            Tau = Number(result.Series.Tau),
            P = Number(result.Series.P),
            DecidingTau = result.Verdict == Verdict.Inconclusive ? result.Series.DecidingTau : null,
            Networks = result.Series.Points.Select(p => new
            {
                p.Eps,
                Name = p.Network,
                p.Value,
            }),
            OtherTrainings = result.Others.Count,
            OtherTrainingsThatReach = result.Reached.Count,
        };

    private static object Entry(TrendHeadline headline) =>
        new
        {
            Claim = headline.Result.Claim.Id,
            Verdict = headline.Verdict.Lower(),
            headline.Result.Networks,
            Standard = Number(headline.Result.Series.Standard),
            Robust = Number(headline.Result.Compared.Value),
            Tau = Number(headline.Result.Series.Tau),
            P = Number(headline.Result.Series.P),
            HolmP = Number(headline.CorrectedP),
            ChoicesAgreeing = headline.Agreeing,
            Choices = headline.DecidingChoices,
            headline.DependsOnTheMeasure,
            SeriesAgreeing = headline.AgreeingSeries,
            Series = headline.Further.Count,
        };

    private static object Entry(Headline headline)
    {
        ClaimRow row = headline.Row;
        return new
        {
            Claim = headline.Claim.Id,
            Verdict = headline.Verdict.Lower(),
            Standard = Number(row.Standard),
            Robust = Number(row.Robust),
            Difference = Number(row.Difference.Estimate),
            Low = Number(row.Difference.Low),
            High = Number(row.Difference.High),
            SmallestEffect = Number(row.SmallestEffect),
            Detectable = Number(row.Detectable),
            RunsNeeded = row.Needed?.Runs,
            ImagesNeeded = row.Needed?.Images,
            P = Number(row.P),
            HolmP = Number(headline.CorrectedP),
            PermutationP = Number(headline.PermutationP),
            ChoicesAgreeing = headline.Agreeing,
            Choices = headline.DecidingChoices,
            headline.DependsOnTheMeasure,
            Precondition = headline.RobustVerdict?.Lower(),
            row.Reason,
        };
    }

    private static double? Number(double value) => double.IsFinite(value) ? value : null;
}
