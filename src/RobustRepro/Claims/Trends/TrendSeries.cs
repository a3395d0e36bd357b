using RobustRepro.Statistics;

namespace RobustRepro.Claims.Trends;

/// <summary>A measure over a series of networks, judged by its trend.</summary>
/// <param name="Quantity">As tables print it.</param>
/// <param name="Predicted">Which way the claim says it goes with eps.</param>
/// <param name="Points">S first, then R by growing eps.</param>
public sealed record TrendSeries(string Quantity, Sign Predicted, IReadOnlyList<TrendPoint> Points)
{
    private readonly Lazy<KendallTest> test = new(() =>
        KendallTest.Of([.. Points.Select(p => p.Eps)], [.. Points.Select(p => p.Value)])
    );

    /// <summary>People's value of the same measure; null where no source has it.</summary>
    public double? People { get; init; }

    /// <summary>The measure of S.</summary>
    public double Standard => Points[0].Value;

    /// <summary>Kendall's tau with eps.</summary>
    public double Tau => test.Value.Tau;

    /// <summary>Exact and two-sided.</summary>
    public double P => test.Value.P;

    /// <summary>The greatest distance of an R from S.</summary>
    public double Farthest => Points.Skip(1).Select(p => Math.Abs(p.Value - Standard)).DefaultIfEmpty(0).Max();

    /// <summary>By the trend's rule, uncorrected.</summary>
    public Verdict Verdict =>
        Points.Count < TrendRule.FewestNetworks ? Verdict.Undecidable
        : Farthest < DecisionRule.SmallestShare ? Verdict.Negligible
        : P > TrendRule.Alpha ? Verdict.Inconclusive
        : Tau > 0 == (Predicted == Sign.Positive) ? Verdict.Supported
        : Verdict.Contradicted;

    /// <summary>The R at an eps, or the one at the largest where there is none.</summary>
    public TrendPoint At(double eps) => Points.FirstOrDefault(p => p.Eps == eps) ?? Points[^1];

    /// <summary>Whether a value lies as far in the predicted direction as another.</summary>
    public bool Reaches(double value, double other) => Predicted == Sign.Positive ? value >= other : value <= other;
}
