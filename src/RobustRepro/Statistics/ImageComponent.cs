namespace RobustRepro.Statistics;

/// <summary>
/// What images contribute to the variance of a difference R - S beyond what the spread of the runs holds already: an
/// image that is harder for all R than for all S. The variance of the images' mean differences holds it, and what
/// chance does to each run on each image; the residuals of (image + run) within each arm tell the second, which is
/// taken off.
/// </summary>
/// <param name="Variance">Of the difference, at least 0.</param>
/// <param name="Degrees">Its degrees of freedom.</param>
/// <param name="Images">How many images there are; 0 where that is not known, or they have no part.</param>
internal readonly record struct ImageComponent(double Variance, double Degrees, int Images)
{
    public static ImageComponent None => new(0, 1, 0);

    /// <summary>For the mean difference over architectures, each with its arms; of a single one, a list of
    /// it.</summary>
    public static ImageComponent Of(IReadOnlyList<(Arm Standard, Arm Robust)> architectures)
    {
        Arm first = architectures[0].Standard;
        if (first.Runs[0].Over == SampledOver.Images)
            return OverImages(architectures);
        return architectures.All(a => a.Standard.Resampled.Count > 0 && a.Robust.Resampled.Count > 0)
            ? OverGroups(architectures)
            : None;
    }

    private static ImageComponent OverImages(IReadOnlyList<(Arm Standard, Arm Robust)> architectures)
    {
        SharedSources? sources = architectures[0].Standard.Runs[0].Sources;
        int images = architectures[0].Standard.Runs[0].Count;
        if (images < 2)
            return None;
        var differences = new double[images];
        double chance = 0;
        foreach ((Arm standard, Arm robust) in architectures)
        {
            chance += Residual(standard, -1.0 / architectures.Count, differences, sources);
            chance += Residual(robust, 1.0 / architectures.Count, differences, sources);
        }
        double degrees = sources is null ? images - 1 : Math.Min(sources.Shape.Max(), sources.Texture.Max());
        return new(Math.Max(0, VarianceOfMean(differences, sources) - chance), degrees, images);
    }

    /// <summary>Adds the arm's mean per image, weighted, to the differences, and gives the variance that chance per run
    /// and image contributes to their mean.</summary>
    private static double Residual(Arm arm, double weight, double[] differences, SharedSources? sources)
    {
        double[][] values = [.. arm.Runs.Select(Linearised)];
        int images = differences.Length;
        if (values.FirstOrDefault(v => v.Length != images) is { } other)
            throw new ArgumentException($"runs were shown {images} and {other.Length} images", nameof(arm));
        var mean = new double[images];
        foreach (double[] run in values)
        {
            for (int i = 0; i < images; i++)
                mean[i] += run[i] / arm.Count;
        }
        for (int i = 0; i < images; i++)
            differences[i] += weight * mean[i];
        double sum = 0;
        double[] residuals = new double[images];
        foreach (double[] run in values)
        {
            for (int i = 0; i < images; i++)
                residuals[i] = run[i] - mean[i];
            // the mean over images of what is left is the run's own effect, which is counted between runs
            sum += VarianceOfMean(residuals, sources);
        }
        return sum / (arm.Count - 1) / arm.Count * weight * weight;
    }

    /// <summary>A ratio as a mean over images, to first order: what each image contributes.</summary>
    private static double[] Linearised(RatioSample run)
    {
        double ratio = run.Value,
            mean = run.Denominators.Average();
        var values = new double[run.Count];
        for (int i = 0; i < values.Length; i++)
            values[i] = ratio + (run.Numerators[i] - ratio * run.Denominators[i]) / mean;
        return values;
    }

    /// <summary>The variance of the mean of values: of independent images, or clustered by shape source, by texture
    /// source, less by image (Cameron, Gelbach and Miller 2011).</summary>
    private static double VarianceOfMean(double[] values, SharedSources? sources)
    {
        double mean = values.Average(),
            squares = 0;
        foreach (double value in values)
            squares += (value - mean) * (value - mean);
        double independent = squares / (values.Length - 1) / values.Length;
        return sources is null
            ? independent
            : Clustered(values, mean, sources.Shape) + Clustered(values, mean, sources.Texture) - independent;
    }

    private static double Clustered(double[] values, double mean, int[] cluster)
    {
        var sums = new double[cluster.Max() + 1];
        for (int i = 0; i < values.Length; i++)
            sums[cluster[i]] += values[i] - mean;
        double clusters = sums.Length;
        return sums.Sum(s => s * s) / values.Length / values.Length * clusters / (clusters - 1);
    }

    private static ImageComponent OverGroups(IReadOnlyList<(Arm Standard, Arm Robust)> architectures)
    {
        int resamples = architectures[0].Standard.Resampled[0].Count;
        var differences = new double[resamples];
        double chance = 0;
        foreach ((Arm standard, Arm robust) in architectures)
        {
            chance += Moved(standard, -1.0 / architectures.Count, differences);
            chance += Moved(robust, 1.0 / architectures.Count, differences);
        }
        double mean = differences.Average(),
            variance = differences.Sum(d => (d - mean) * (d - mean)) / (resamples - 1);
        // drawing G of G groups gives (G - 1) / G of the variance
        const double groups = DecisionRule.ImageGroups;
        return new(
            Math.Max(0, variance - chance) * groups / (groups - 1),
            groups - 1,
            architectures[0].Standard.ResampledImages
        );
    }

    private static double Moved(Arm arm, double weight, double[] differences)
    {
        int resamples = differences.Length;
        double sum = 0;
        var moved = new double[arm.Count];
        for (int b = 0; b < resamples; b++)
        {
            for (int j = 0; j < moved.Length; j++)
            {
                differences[b] += weight * arm.Resampled[j][b] / arm.Count;
                moved[j] = arm.Resampled[j][b] - arm.Values[j];
            }
            double mean = moved.Average();
            sum += moved.Sum(m => (m - mean) * (m - mean));
        }
        return sum / resamples / (arm.Count - 1) / arm.Count * weight * weight;
    }
}
