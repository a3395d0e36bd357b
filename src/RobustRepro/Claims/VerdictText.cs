using System.Globalization;
using RobustRepro.Files;
using RobustRepro.Statistics;
using RobustRepro.Tables;

namespace RobustRepro.Claims;

/// <summary>Verdicts as sentences.</summary>
public static class VerdictText
{
    private const string NothingCounts = "the difference is undefined, since nothing counts in a network";

    /// <summary>The verdict in a word or two: <c>Supported</c>, or <c>Supported (these two networks)</c>.</summary>
    public static string Short(ClaimRow row) => row.Verdict + Scope(row);

    /// <summary>For example "Supported: R's shape bias is 0.650 above S's (0.765 against 0.115; 95% interval of the
    /// difference 0.550 to 0.750), as predicted."</summary>
    /// <param name="standard">What the first network of each pair is called.</param>
    /// <param name="robust">What the second is called.</param>
    public static string Sentence(ClaimResult result, string standard = "S", string robust = "R") =>
        Sentence(result.Claim, result.Row, standard, robust);

    /// <summary>A row of a claim in a sentence.</summary>
    public static string Sentence(Claim claim, ClaimRow row, string standard = "S", string robust = "R")
    {
        string side = claim.PredictedSign == Sign.Positive ? "above" : "below";
        string measured = $"{Number(row.Robust)} against {Number(row.Standard)}";
        string bounds = $"{Number(row.Difference.Low)} to {Number(row.Difference.High)}",
            interval = $"95% interval of the difference {bounds}";
        string begin = $"{Short(row)}: {robust}'s {claim.Quantity} is {Distance(row, standard)}";
        return row.Verdict switch
        {
            Verdict.Supported => $"{begin} ({measured}; {interval}), as predicted.",
            Verdict.Contradicted => $"{begin} ({measured}; {interval}); the claim predicts it {side}.",
            Verdict.Negligible => $"{begin} ({measured}); the {interval} lies within "
                + $"{Number(row.SmallestEffect)}, the smallest effect of interest.",
            Verdict.Inconclusive when row.Difference is { Low: <= 0, High: >= 0 } =>
                $"{begin} ({measured}), but the 95% interval of the difference, {bounds}, includes 0.{Power(row)}",
            Verdict.Inconclusive => $"{begin} ({measured}; {interval}), which does not stand after Holm's correction "
                + $"for the number of claims.{Power(row)}",
            _ => $"{Short(row)}: {row.Reason ?? NothingCounts}. Measured, but deciding nothing: "
                + $"{robust} {Number(row.Robust)}, {standard} {Number(row.Standard)}.",
        };
    }

    /// <summary>The outcome over all architectures, with what it hangs on.</summary>
    public static string Sentence(Headline headline)
    {
        string sentence = Sentence(headline.Claim, headline.Row);
        if (headline.DecidingChoices > 0)
            sentence +=
                $" {headline.Agreeing} of {headline.DecidingChoices} other choices agree"
                + (headline.DependsOnTheMeasure ? ": it depends on the measure." : ".");
        return headline.LacksPrecondition
            ? $"{sentence} The networks called robust were not shown to be: robust is "
                + $"{headline.RobustVerdict!.Value.Lower()}."
            : sentence;
    }

    private static string Scope(ClaimRow row) =>
        !row.OfTheseNetworks ? ""
        : row is { StandardRuns.Count: 1, RobustRuns.Count: 1 } ? " (these two networks)"
        : " (these networks)";

    private static string Power(ClaimRow row) => WouldDecide(row) is { } sentence ? $" {sentence}" : "";

    /// <summary>How large an effect could have hidden, and what would decide; null where runs do not tell, since an arm
    /// has one.</summary>
    public static string? WouldDecide(ClaimRow row)
    {
        if (double.IsNaN(row.Detectable))
            return null;
        string needed = row.Needed switch
        {
            { Runs: { } runs } => $"; {runs} runs per arm would tell the smallest that matters, "
                + $"{Number(row.SmallestEffect)}",
            { Images: { } images } => $"; to tell the smallest that matters, {Number(row.SmallestEffect)}, takes about "
                + $"{images} images, and many runs",
            { } => string.Create(CultureInfo.InvariantCulture, $"; up to {RunDifference.MostRuns:N0} runs per arm ")
                + $"would not tell the smallest that matters, {Number(row.SmallestEffect)}",
            null => "",
        };
        return $"An effect of {Number(row.Detectable)} would have been found with 80% probability{needed}.";
    }

    /// <summary>What other choices would have come to; null where none was measured.</summary>
    public static string? OtherChoices(ClaimResult result) =>
        result.OtherChoices.Count == 0
            ? null
            : $"Under {result.OtherChoices.Count} other "
                + $"{(result.OtherChoices.Count == 1 ? "choice" : "choices")} of the measure: "
                + $"{Counts(result.OtherChoices)}.";

    /// <summary>The difference with its sign, and a true minus.</summary>
    public static string Signed(double value) =>
        double.IsNaN(value) ? "undefined" : (Number(value).StartsWith('−') ? "" : "+") + Number(value);

    /// <summary>Three decimals, a true minus.</summary>
    public static string Number(double value) => ResultTableText.Cell(value, new("", 3)).Replace('-', '−');

    /// <summary>As few decimals as it has, a true minus.</summary>
    public static string Tick(double value) =>
        Math.Round(value, 6)
            .ToString("0.0####", CultureInfo.InvariantCulture)
            .Replace("-", "−", StringComparison.Ordinal);

    private static string Distance(ClaimRow row, string standard) =>
        row.Difference.Estimate switch
        {
            > 0 => $"{Number(row.Difference.Estimate)} above {standard}'s",
            < 0 => $"{Number(-row.Difference.Estimate)} below {standard}'s",
            _ => $"equal to {standard}'s",
        };

    private static string Counts(IEnumerable<Verdict> verdicts) =>
        string.Join(
            ", ",
            verdicts
                .GroupBy(v => v)
                .OrderBy(g => g.Key)
                .Select(g => string.Create(CultureInfo.InvariantCulture, $"{g.Count()} {g.Key.Lower()}"))
        );
}
