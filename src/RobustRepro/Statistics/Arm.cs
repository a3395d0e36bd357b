namespace RobustRepro.Statistics;

/// <summary>The training runs of one arm, S or R: of one measure, what each run's network came to.</summary>
/// <param name="Runs">A sample per run, over the same images in the same order, or over its units.</param>
/// <param name="Resampled">Of a measure of units: per run, the measure under each resample of groups of probe images,
/// the same resamples for all runs. Empty where images have no part in it, or nobody resampled.</param>
public sealed record Arm(IReadOnlyList<RatioSample> Runs, IReadOnlyList<IReadOnlyList<double>> Resampled)
{
    /// <summary>For a measure in which no resampled images have a part.</summary>
    public Arm(IReadOnlyList<RatioSample> runs)
        : this(runs, []) { }

    /// <summary>How many images the groups of <see cref="Resampled"/> hold together; 0 where that is not
    /// known.</summary>
    public int ResampledImages { get; init; }

    /// <summary>The measure of each run on all images.</summary>
    public double[] Values { get; } = [.. Runs.Select(r => r.Value)];

    /// <summary>How many runs there are.</summary>
    public int Count => Runs.Count;

    /// <summary>Mean over the runs.</summary>
    public double Mean => Values.Average();

    /// <summary>Sample variance of the runs over their number: the variance of the mean that training contributes; NaN
    /// for a single run.</summary>
    public double VarianceOfMean
    {
        get
        {
            double mean = Mean;
            return Values.Sum(v => (v - mean) * (v - mean)) / (Count - 1) / Count;
        }
    }
}
