using MathNet.Numerics.Distributions;

namespace RobustRepro.Statistics;

/// <summary>Intervals for the difference R - S of two ratios over the same images (Efron and Tibshirani 1993).</summary>
public static class PairedBootstrap
{
    /// <summary>Percentile interval over images: both networks are always resampled together.</summary>
    public static Interval Difference(RatioSample standard, RatioSample robust)
    {
        RequirePairs(standard, robust);
        double estimate = robust.Value - standard.Value;
        var counts = new int[standard.Count];
        double[] differences = [.. Enumerable.Range(0, DecisionRule.Resamples).Select(i =>
        {
            var random = new SplitMixRandom(DecisionRule.Seed, i);
            DrawImages(counts, ref random);
            return Weighted(robust, counts) - Weighted(standard, counts);
        }).Where(double.IsFinite)];
        if (differences.Length < DecisionRule.Resamples / 2)
            return new(estimate, double.NaN, double.NaN);
        Array.Sort(differences);
        const double tail = (1 - DecisionRule.Confidence) / 2;
        return new(estimate, Quantile(differences, tail), Quantile(differences, 1 - tail));
    }

    /// <summary>
    /// For networks of several seeds: the difference of the means. Seeds of S and of R are resampled independently, since nothing but its images is common to two training
    /// runs, and images together for all networks. With as few seeds as anyone trains, percentiles of such a bootstrap never leave the range of the
    /// seeds seen and are too narrow; so it gives the standard error (times sqrt(k / (k - 1)) for k seeds), and Student's t with 2k - 2 degrees of freedom the width.
    /// </summary>
    public static Interval Pooled(IReadOnlyList<(RatioSample Standard, RatioSample Robust)> seeds)
    {
        foreach ((RatioSample standard, RatioSample robust) in seeds)
        {
            RequirePairs(standard, robust);
            RequirePairs(seeds[0].Standard, standard);
        }
        if (seeds.Count == 1)
            return Difference(seeds[0].Standard, seeds[0].Robust);

        double estimate = seeds.Average(s => s.Robust.Value) - seeds.Average(s => s.Standard.Value);
        var counts = new int[seeds[0].Standard.Count];
        var differences = new List<double>(DecisionRule.Resamples);
        for (int i = 0; i < DecisionRule.Resamples; i++)
        {
            var random = new SplitMixRandom(DecisionRule.Seed, i);
            DrawImages(counts, ref random);
            double sum = 0;
            for (int k = 0; k < seeds.Count; k++)
                sum += Weighted(seeds[random.Below(seeds.Count)].Robust, counts) - Weighted(seeds[random.Below(seeds.Count)].Standard, counts);
            if (double.IsFinite(sum))
                differences.Add(sum / seeds.Count);
        }
        if (differences.Count < DecisionRule.Resamples / 2)
            return new(estimate, double.NaN, double.NaN);
        double centre = differences.Average();
        double error = Math.Sqrt(differences.Average(d => (d - centre) * (d - centre)) * seeds.Count / (seeds.Count - 1));
        double width = StudentT.InvCDF(0, 1, 2 * seeds.Count - 2, 1 - (1 - DecisionRule.Confidence) / 2) * error;
        return new(estimate, estimate - width, estimate + width);
    }

    private static void DrawImages(int[] counts, ref SplitMixRandom random)
    {
        Array.Clear(counts);
        for (int i = 0; i < counts.Length; i++)
            counts[random.Below(counts.Length)]++;
    }

    private static double Weighted(RatioSample sample, int[] counts)
    {
        double over = 0, under = 0;
        for (int i = 0; i < counts.Length; i++)
        {
            over += counts[i] * sample.Numerators[i];
            under += counts[i] * sample.Denominators[i];
        }
        return over / under;
    }

    private static double Quantile(double[] sorted, double share)
    {
        double position = share * (sorted.Length - 1);
        int below = (int)position;
        double rest = position - below;
        return below + 1 < sorted.Length ? sorted[below] * (1 - rest) + sorted[below + 1] * rest : sorted[below];
    }

    private static void RequirePairs(RatioSample standard, RatioSample robust)
    {
        if (standard.Count != robust.Count || standard.Count == 0)
            throw new ArgumentException($"a paired comparison needs the same images for both networks, not {standard.Count} and {robust.Count}", nameof(robust));
    }
}
