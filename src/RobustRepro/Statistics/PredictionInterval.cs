using MathNet.Numerics.Distributions;

namespace RobustRepro.Statistics;

/// <summary>Where the mean of new runs is expected, given the runs on record: mean ± t(k - 1) s sqrt(1 / m + 1 / k) for
/// m new runs and k on record (for one new run, the usual prediction interval). Runs are taken to be normal, and new
/// ones to come from the same training.</summary>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
public readonly record struct PredictionInterval(double Low, double High)
{
    /// <summary>With fewer runs on record there is none worth the name.</summary>
    public const int FewestRuns = 3;

    /// <param name="recorded">The measure of each run on record.</param>
    /// <param name="runs">How many new runs there are.</param>
    /// <param name="confidence">Share of new means that lie within, 0 to 1.</param>
    /// <exception cref="ArgumentException">There are fewer runs on record than
    /// <see cref="FewestRuns"/>.</exception>
    public static PredictionInterval Of(IReadOnlyList<double> recorded, int runs, double confidence)
    {
        if (recorded.Count < FewestRuns)
            throw new ArgumentException($"at least {FewestRuns} recorded runs are needed", nameof(recorded));
        double mean = recorded.Average(),
            spread = Math.Sqrt(recorded.Sum(v => (v - mean) * (v - mean)) / (recorded.Count - 1)),
            half =
                StudentT.InvCDF(0, 1, recorded.Count - 1, (1 + confidence) / 2)
                * spread
                * Math.Sqrt(1.0 / runs + 1.0 / recorded.Count);
        return new(mean - half, mean + half);
    }

    /// <summary>Whether a mean lies within; the last digits of a sum decide nothing.</summary>
    public bool Holds(double mean)
    {
        double rounding = 1e-9 * Math.Max(1, Math.Abs(mean));
        return mean >= Low - rounding && mean <= High + rounding;
    }
}
