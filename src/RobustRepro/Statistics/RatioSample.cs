namespace RobustRepro.Statistics;

/// <summary>
/// A ratio of two sums over images: an accuracy (correct over all), a conditional accuracy (correct over those that count), or a shape
/// bias (shape decisions over decisions for either cue). Entry i of both arrays belongs to image i.
/// </summary>
public sealed record RatioSample
{
    public RatioSample(double[] numerators, double[] denominators)
    {
        if (numerators.Length != denominators.Length)
            throw new ArgumentException($"{numerators.Length} numerators, {denominators.Length} denominators", nameof(numerators));
        Numerators = numerators;
        Denominators = denominators;
    }

    public double[] Numerators { get; }

    public double[] Denominators { get; }

    public int Count => Numerators.Length;

    /// <summary>NaN where nothing counts.</summary>
    public double Value => Numerators.Sum() / Denominators.Sum();

    /// <summary>The share of images that fulfil a condition.</summary>
    public static RatioSample Share(IEnumerable<bool> fulfilled)
    {
        double[] numerators = [.. fulfilled.Select(f => f ? 1.0 : 0.0)];
        return new(numerators, [.. Enumerable.Repeat(1.0, numerators.Length)]);
    }
}
