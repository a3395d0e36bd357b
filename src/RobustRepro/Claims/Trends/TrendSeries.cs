using RobustRepro.Statistics;

namespace RobustRepro.Claims.Trends;

/// <summary>A measure over a series of networks, judged by its trend.</summary>
/// <param name="Quantity">As tables print it.</param>
/// <param name="Predicted">Which way the claim says it goes with eps.</param>
/// <param name="Points">S first, then R by growing eps; several of one eps are runs of one training.</param>
public sealed record TrendSeries(string Quantity, Sign Predicted, IReadOnlyList<TrendPoint> Points)
{
    private readonly Lazy<(double Tau, double P)> test = new(() => Test(Points));

    /// <summary>People's value of the same measure; null where no source has it.</summary>
    public double? People { get; init; }

    /// <summary>A difference from S below this is too small to matter.</summary>
    public double SmallestEffect { get; init; } = DecisionRule.SmallestShare;

    /// <summary>The mean over the runs of each eps, S first.</summary>
    public IReadOnlyList<TrendPoint> Means { get; } =
    [.. Points.GroupBy(p => p.Eps).Select(g => g.Count() == 1 ? g.First() : Mean([.. g]))];

    /// <summary>Whether some eps has several runs.</summary>
    public bool HasRuns => Means.Count < Points.Count;

    /// <summary>The measure of S, mean over runs.</summary>
    public double Standard => Means[0].Value;

    /// <summary>Kendall's tau with eps.</summary>
    public double Tau => test.Value.Tau;

    /// <summary>Two-sided; exact, but for more runs than anybody could count the orders of.</summary>
    public double P => test.Value.P;

    /// <summary>The smallest distance of <see cref="Tau"/> from 0 that would have decided, with these very measures in
    /// another order; null where none would, and for more runs than anybody could count the orders of.</summary>
    public double? DecidingTau =>
        JonckheereTest.SmallestTau(
            [.. Points.CountBy(p => p.Eps).Select(g => g.Value)],
            [.. Points.Select(p => p.Value)],
            TrendRule.Alpha
        );

    /// <summary>The greatest distance from S of the R of an eps.</summary>
    public double Farthest => Means.Skip(1).Select(p => Math.Abs(p.Value - Standard)).DefaultIfEmpty(0).Max();

    /// <summary>By the trend's rule, uncorrected.</summary>
    public Verdict Verdict =>
        TrendRule.SmallestP(Points.CountBy(p => p.Eps).Select(g => g.Value)) > TrendRule.Alpha
        || Points.Any(p => !double.IsFinite(p.Value))
            ? Verdict.Undecidable
        : Farthest < SmallestEffect ? Verdict.Negligible
        : P > TrendRule.Alpha ? Verdict.Inconclusive
        : Tau > 0 == (Predicted == Sign.Positive) ? Verdict.Supported
        : Verdict.Contradicted;

    /// <summary>The R at an eps, or the one at the largest where there is none; of several runs their mean.</summary>
    public TrendPoint At(double eps) => Means.FirstOrDefault(p => p.Eps == eps) ?? Means[^1];

    /// <summary>Whether a value lies as far in the predicted direction as another.</summary>
    public bool Reaches(double value, double other) => Predicted == Sign.Positive ? value >= other : value <= other;

    private static TrendPoint Mean(TrendPoint[] runs) =>
        new(runs[0].Eps, $"{runs.Length} runs", runs.Average(r => r.Value));

    private static (double, double) Test(IReadOnlyList<TrendPoint> points)
    {
        double[] doses = [.. points.Select(p => p.Eps)],
            values = [.. points.Select(p => p.Value)];
        if (values.Any(double.IsNaN))
            return (double.NaN, double.NaN);
        if (doses.Distinct().Count() < doses.Length)
        {
            var runs = JonckheereTest.Of(doses, values);
            return (runs.Tau, runs.P);
        }
        var test = KendallTest.Of(doses, values);
        return (test.Tau, test.P);
    }
}
