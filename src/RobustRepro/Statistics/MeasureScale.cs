namespace RobustRepro.Statistics;

/// <summary>On which scale a measure lies: where it ends, and which difference is the smallest that matters. Fixed
/// before anything was measured with them; docs/statistics.md gives the reasons.</summary>
public sealed class MeasureScale
{
    private readonly Func<double, double> smallest;

    private MeasureScale(double low, double high, Func<double, double> smallest)
    {
        Low = low;
        High = high;
        this.smallest = smallest;
    }

    /// <summary>An accuracy, a share or a bias, 0 to 1: one in twenty matters.</summary>
    public static MeasureScale Share { get; } = new(0, 1, _ => DecisionRule.SmallestShare);

    /// <summary>An entropy in bits, 0 and more: a tenth of a bit matters.</summary>
    public static MeasureScale Bits { get; } = new(0, double.PositiveInfinity, _ => DecisionRule.SmallestEntropy);

    /// <summary>A total variation or a number of things, 0 and more: 5% of S's mean matter.</summary>
    public static MeasureScale Amount { get; } =
        new(0, double.PositiveInfinity, s => DecisionRule.SmallestPartOfVariation * s);

    /// <summary>A change under noise, 0 and more: 10% of S's mean matter.</summary>
    public static MeasureScale Change { get; } =
        new(0, double.PositiveInfinity, s => DecisionRule.SmallestPartOfChange * s);

    /// <summary>A change under noise that has a sign, without ends: 10% of S's mean matter.</summary>
    public static MeasureScale SignedChange { get; } =
        new(double.NegativeInfinity, double.PositiveInfinity, s => DecisionRule.SmallestPartOfChange * s);

    /// <summary>What a single unit carries, in decisions per 100 images, without ends. Were all decisions spread evenly
    /// over the 256 units of a sample, each would carry 0.4; a quarter of that matters.</summary>
    public static MeasureScale PerUnit { get; } =
        new(double.NegativeInfinity, double.PositiveInfinity, _ => DecisionRule.SmallestPerUnit);

    /// <summary>An accuracy gained or lost per doubling of a network's width, without ends: one image in a hundred
    /// matters.</summary>
    public static MeasureScale PerDoubling { get; } =
        new(double.NegativeInfinity, double.PositiveInfinity, _ => DecisionRule.SmallestPerDoubling);

    /// <summary>The least value there can be.</summary>
    public double Low { get; }

    /// <summary>The greatest value there can be.</summary>
    public double High { get; }

    /// <summary>The smallest effect of interest, above 0.</summary>
    /// <param name="standard">S's mean.</param>
    public double SmallestEffect(double standard) => Math.Abs(smallest(standard));

    /// <summary>How far S is from the end on the predicted side.</summary>
    public double Room(double standard, Sign predicted) =>
        predicted == Sign.Positive ? High - standard : standard - Low;
}
