using System.Globalization;
using RobustRepro.Files;
using RobustRepro.Statistics;
using RobustRepro.Tables;

namespace RobustRepro.Claims;

/// <summary>Verdicts as sentences.</summary>
public static class VerdictText
{
    private const string NothingCounts = "the difference is undefined in most resamples, since nothing counts in them";

    /// <summary>For example "Supported: R's shape bias is 0.650 above S's (0.765 against 0.115; 95% interval of the
    /// difference 0.550 to 0.750), as predicted."</summary>
    /// <param name="standard">What the first network of each pair is called.</param>
    /// <param name="robust">What the second is called.</param>
    public static string Sentence(ClaimResult result, string standard = "S", string robust = "R")
    {
        ClaimRow row = result.Rows[^1];
        string quantity = result.Claim.Quantity,
            side = result.Claim.PredictedSign == Sign.Positive ? "above" : "below";
        string measured = $"{Number(row.Robust)} against {Number(row.Standard)}";
        string bounds = $"{Number(row.Difference.Low)} to {Number(row.Difference.High)}",
            interval = $"95% interval of the difference {bounds}";
        string sentence = row.Verdict switch
        {
            Verdict.Supported =>
                $"Supported: {robust}'s {quantity} is {Distance(row, standard)} ({measured}; {interval}), as "
                    + "predicted.",
            Verdict.Contradicted => $"Contradicted: {robust}'s {quantity} is {Distance(row, standard)} ({measured}; "
                + $"{interval}); the claim predicts it {side}.",
            Verdict.Inconclusive =>
                $"Inconclusive: {robust}'s {quantity} is {Distance(row, standard)} ({measured}), but the "
                    + $"95% interval of the difference, {bounds}, includes 0.",
            _ => $"Undecidable: {row.Reason ?? NothingCounts}. "
                + $"Measured, but deciding nothing: {robust} {Number(row.Robust)}, {standard} "
                + $"{Number(row.Standard)}.",
        };
        return sentence + Pairs(result);
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

    private static string Pairs(ClaimResult result)
    {
        if (result.Rows.Count < 2)
            return "";
        int pairs = result.Rows.Count - 1;
        return $" Pooled over {pairs} pairs of networks; pair by pair: "
            + $"{Counts(result.Rows.SkipLast(1).Select(r => r.Verdict))}.";
    }

    private static string Counts(IEnumerable<Verdict> verdicts) =>
        string.Join(
            ", ",
            verdicts
                .GroupBy(v => v)
                .OrderBy(g => g.Key)
                .Select(g => string.Create(CultureInfo.InvariantCulture, $"{g.Count()} {g.Key.Lower()}"))
        );
}
