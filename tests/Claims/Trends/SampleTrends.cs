using RobustRepro.Attacks;
using RobustRepro.Claims;
using RobustRepro.Claims.Trends;
using RobustRepro.Statistics;

namespace RobustRepro.Tests.Claims.Trends;

/// <summary>Series of made-up networks, so few that their trend can be worked out by hand. Their values are sums of
/// powers of two, so that differences are exact.</summary>
internal static class SampleTrends
{
    /// <summary>The p of five networks in order: two orders of 120 are as far.</summary>
    public const double SmallestPOfFive = 2 / 120.0;

    /// <summary>Of S and of R up to eps 5, as the paper has them.</summary>
    private static readonly double[] Eps = [0, 0.5, 1, 3, 5];

    /// <summary>A measure that is predicted to rise; one network per eps, named after it.</summary>
    public static TrendSeries Rising(params double[] values) => Series("shape bias", Sign.Positive, values);

    /// <summary>A measure that is predicted to fall.</summary>
    public static TrendSeries Falling(params double[] values) =>
        Series("accuracy on scrambled images", Sign.Negative, values);

    public static TrendSeries Series(string quantity, Sign predicted, params double[] values) =>
        new(
            quantity,
            predicted,
            [
                .. values.Select(
                    (value, i) => new TrendPoint(Eps[i], FormattableString.Invariant($"net {Eps[i]}"), value)
                ),
            ]
        );

    /// <summary>Several runs of an eps: points of the same eps, in this order.</summary>
    public static TrendSeries Runs(params (double Eps, double Value)[] runs) =>
        new("shape bias", Sign.Positive, [.. runs.Select((run, i) => new TrendPoint(run.Eps, $"run {i}", run.Value))]);

    /// <summary>A series that comes to a verdict.</summary>
    public static TrendSeries Of(Verdict verdict) =>
        verdict switch
        {
            Verdict.Supported => Rising(0.25, 0.375, 0.5, 0.625, 0.75),
            Verdict.Contradicted => Rising(0.75, 0.625, 0.5, 0.375, 0.25),
            Verdict.Negligible => Rising(0.5, 0.5, 0.5, 0.5, 0.5),
            // as many pairs rise as fall
            Verdict.Inconclusive => Rising(0.25, 0.5, 0.25, 0.5, 0.25),
            _ => Rising(0.25, 0.75),
        };

    public static TrendResult Result(TrendSeries series, params OtherTraining[] others) =>
        new(new ShapeBiasClaim(), "study", "net", Norm.L2, "What is measured.", series, [], others)
        {
            IsHeadline = true,
        };

    public static TrendResult Result(Verdict verdict, params OtherTraining[] others) => Result(Of(verdict), others);

    /// <summary>A headline whose claim was also measured in other ways, which come to these verdicts.</summary>
    public static TrendHeadline Headline(Verdict verdict, double correctedP, params Verdict[] choices) =>
        new(Result(verdict) with { Choices = [.. choices.Select(Of)] }, correctedP, []);
}
