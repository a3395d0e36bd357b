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
            return Resample(standard, robust, counts, ref random);
        }).Where(double.IsFinite)];
        if (differences.Length < DecisionRule.Resamples / 2)
            return new(estimate, double.NaN, double.NaN);
        Array.Sort(differences);
        const double tail = (1 - DecisionRule.Confidence) / 2;
        return new(estimate, Quantile(differences, tail), Quantile(differences, 1 - tail));
    }

    /// <summary>
    /// For networks of several seeds: the mean difference. With as few seeds as anyone trains, percentiles of resampled seeds never leave the
    /// range of the seeds seen and are too narrow; so the bootstrap gives the standard error (times sqrt(k / (k - 1)) for k seeds), and Student's t
    /// the width.
    /// </summary>
    public static Interval Pooled(IReadOnlyList<(RatioSample Standard, RatioSample Robust)> seeds)
    {
        foreach ((RatioSample standard, RatioSample robust) in seeds)
            RequirePairs(standard, robust);
        if (seeds.Count == 1)
            return Difference(seeds[0].Standard, seeds[0].Robust);

        double estimate = seeds.Average(s => s.Robust.Value - s.Standard.Value);
        int[][] counts = [.. seeds.Select(s => new int[s.Standard.Count])];
        var means = new List<double>(DecisionRule.Resamples);
        for (int i = 0; i < DecisionRule.Resamples; i++)
        {
            var random = new SplitMixRandom(DecisionRule.Seed, i);
            double sum = 0;
            for (int k = 0; k < seeds.Count; k++)
            {
                int drawn = random.Below(seeds.Count);
                sum += Resample(seeds[drawn].Standard, seeds[drawn].Robust, counts[drawn], ref random);
            }
            if (double.IsFinite(sum))
                means.Add(sum / seeds.Count);
        }
        if (means.Count < DecisionRule.Resamples / 2)
            return new(estimate, double.NaN, double.NaN);
        double centre = means.Average();
        double error = Math.Sqrt(means.Average(m => (m - centre) * (m - centre)) * seeds.Count / (seeds.Count - 1));
        double width = StudentT.InvCDF(0, 1, seeds.Count - 1, 1 - (1 - DecisionRule.Confidence) / 2) * error;
        return new(estimate, estimate - width, estimate + width);
    }

    private static double Resample(RatioSample standard, RatioSample robust, int[] counts, ref SplitMixRandom random)
    {
        Array.Clear(counts);
        for (int i = 0; i < counts.Length; i++)
            counts[random.Below(counts.Length)]++;
        double standardOver = 0, standardUnder = 0, robustOver = 0, robustUnder = 0;
        for (int i = 0; i < counts.Length; i++)
        {
            int times = counts[i];
            standardOver += times * standard.Numerators[i];
            standardUnder += times * standard.Denominators[i];
            robustOver += times * robust.Numerators[i];
            robustUnder += times * robust.Denominators[i];
        }
        return robustOver / robustUnder - standardOver / standardUnder;
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
