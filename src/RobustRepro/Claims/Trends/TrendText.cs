using System.Globalization;
using RobustRepro.Attacks;
using RobustRepro.Files;
using RobustRepro.Statistics;

namespace RobustRepro.Claims.Trends;

/// <summary>Trends in words.</summary>
public static class TrendText
{
    /// <summary>The verdict on a series, with its numbers.</summary>
    public static string Sentence(TrendResult result)
    {
        TrendSeries series = result.Series;
        string numbers =
            $"{series.Quantity} goes from {VerdictText.Number(series.Standard)} (S) to "
            + $"{VerdictText.Number(result.Compared.Value)} at {EpsOf(result.Compared.Eps, result.Norm)}";
        string trend = $"tau {VerdictText.Number(series.Tau)}, {POf(series.P)}, {series.Points.Count} networks";
        string why = series.Verdict switch
        {
            Verdict.Supported => $"it {Goes(series.Predicted)} with eps, as predicted ({trend}).",
            Verdict.Contradicted => $"it goes the other way with eps ({trend}); the claim predicts that it "
                + $"{Goes(series.Predicted)}.",
            Verdict.Negligible => $"no R differs from S by {VerdictText.Number(series.SmallestEffect)}, the "
                + $"smallest effect of interest ({trend}).",
            Verdict.Inconclusive => $"it has no clear trend over eps ({trend}).{WouldDecide(series)}",
            _ when series.Points.Any(p => !double.IsFinite(p.Value)) => "it is undefined for some network.",
            _ when series.HasRuns => $"no order of {series.Points.Count} networks at {series.Means.Count} eps has a p "
                + $"of {TrendRule.Alpha:0.##} or less.",
            _ => $"a trend needs {TrendRule.FewestNetworks} networks, here are {series.Points.Count}.",
        };
        return $"{series.Verdict}: {numbers}; {why}";
    }

    /// <summary>How clear a trend could have been missed.</summary>
    private static string WouldDecide(TrendSeries series) =>
        series.DecidingTau is { } tau ? $" A tau of {VerdictText.Number(tau)} from 0 would have been one." : "";

    /// <summary>The headline, with what it hangs on.</summary>
    public static string Sentence(TrendHeadline headline)
    {
        string choices =
            headline.DecidingChoices == 0
                ? ""
                : $" {headline.Agreeing} of {headline.DecidingChoices} other choices agree"
                    + (headline.DependsOnTheMeasure ? ": it depends on the measure." : ".");
        string series =
            headline.Further.Count == 0
                ? ""
                : $" {headline.AgreeingSeries} of {headline.Further.Count} other series agree.";
        return $"{headline.Verdict}: {headline.Result.Networks}, the paper's architecture and norm; with Holm's "
            + $"correction {POf(headline.CorrectedP)}.{choices}{series}";
    }

    /// <summary>Where other trainings stand; null where none are on record, or where nothing is supported.</summary>
    public static string? OtherTrainings(TrendResult result)
    {
        if (result.Others.Count == 0 || result.Verdict != Verdict.Supported)
            return null;
        string network = $"R at {EpsOf(result.Compared.Eps, result.Norm)}";
        if (result.Reached.Count == 0)
            return $"None of {result.Others.Count} ResNet-50s trained without attacks comes as far as {network}.";
        const int named = 3;
        string names = string.Join(
            ", ",
            result.Reached.Take(named).Select(o => $"{o.Name} ({o.Group}, {VerdictText.Number(o.Value)})")
        );
        return $"Weaker: {result.Reached.Count} of {result.Others.Count} ResNet-50s trained without attacks "
            + $"{(result.Reached.Count == 1 ? "comes" : "come")} as far "
            + $"as {network} or further: {names}{(result.Reached.Count > named ? ", ..." : "")}.";
    }

    /// <summary>What other choices would have come to; null where there are none.</summary>
    public static string? OtherChoices(IReadOnlyList<TrendSeries> choices) =>
        choices.Count == 0
            ? null
            : $"Measured in {choices.Count} other {(choices.Count == 1 ? "way" : "ways")}: "
                + string.Join(
                    ", ",
                    choices
                        .CountBy(c => c.Verdict)
                        .OrderBy(c => c.Key)
                        .Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Value} {c.Key.Lower()}"))
                )
                + ".";

    /// <summary>For example "L2 eps 3" or "Linf eps 4/255".</summary>
    public static string EpsOf(double eps, Norm norm) =>
        string.Create(CultureInfo.InvariantCulture, $"{norm} eps {eps:0.##}{(norm == Norm.Linf ? "/255" : "")}");

    /// <summary>For example "p 0.0004": four decimals, and never 0.</summary>
    public static string POf(double p) =>
        double.IsNaN(p) ? "p undefined"
        : p < 0.0001 ? "p below 0.0001"
        : string.Create(CultureInfo.InvariantCulture, $"p {p:0.0000}");

    /// <summary>For example "falls".</summary>
    public static string Goes(Sign predicted) => predicted == Sign.Positive ? "rises" : "falls";
}
