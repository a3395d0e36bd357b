namespace RobustRepro.Statistics;

/// <summary>
/// A ratio of two sums over images or units: an accuracy (correct over all), a conditional accuracy (correct over those
/// that count), a shape bias (shape decisions over decisions for either cue), a mean over filters (their values over
/// their number). Entry i of both arrays belongs to image or unit i.
/// </summary>
public sealed record RatioSample
{
    public RatioSample(double[] numerators, double[] denominators, SampledOver over = SampledOver.Images)
    {
        if (numerators.Length != denominators.Length)
            throw new ArgumentException(
                $"{numerators.Length} numerators, {denominators.Length} denominators",
                nameof(numerators)
            );
        Numerators = numerators;
        Denominators = denominators;
        Over = over;
    }

    public double[] Numerators { get; }

    public double[] Denominators { get; }

    public SampledOver Over { get; }

    /// <summary>What the images were made of, where several share a source; null where none do.</summary>
    public SharedSources? Sources { get; init; }

    public int Count => Numerators.Length;

    /// <summary>NaN where nothing counts.</summary>
    public double Value => Numerators.Sum() / Denominators.Sum();

    /// <summary>The share of images that fulfil a condition.</summary>
    public static RatioSample Share(IEnumerable<bool> fulfilled)
    {
        double[] numerators = [.. fulfilled.Select(f => f ? 1.0 : 0.0)];
        return new(numerators, [.. Enumerable.Repeat(1.0, numerators.Length)]);
    }

    /// <summary>The mean of a value per unit, over those units that have one: NaN counts nowhere.</summary>
    public static RatioSample MeanOverUnits(IEnumerable<double> values)
    {
        double[] all = [.. values];
        return new(
            [.. all.Select(v => double.IsNaN(v) ? 0 : v)],
            [.. all.Select(v => double.IsNaN(v) ? 0.0 : 1.0)],
            SampledOver.Units
        );
    }
}
