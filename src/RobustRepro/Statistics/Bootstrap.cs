using MathNet.Numerics.Distributions;
using RobustRepro.Runtime;

namespace RobustRepro.Statistics;

/// <summary>
/// Intervals for the difference R - S of two ratios over the same images, or over the units of two networks (Efron and
/// Tibshirani 1993).
/// </summary>
internal static class Bootstrap
{
    /// <summary>Percentile interval for two networks: over images, both resampled together; over units, each on its
    /// own.</summary>
    public static Interval Difference(RatioSample standard, RatioSample robust)
    {
        RequirePairs(standard, robust);
        double estimate = robust.Value - standard.Value;
        var counts = new int[Math.Max(standard.Count, robust.Count)];
        double[] differences =
        [
            .. Enumerable
                .Range(0, DecisionRule.Resamples)
                .Select(i =>
                {
                    var random = new SplitMixRandom(DecisionRule.Seed, i);
                    Draw(counts, standard.Count, ref random);
                    double s = Weighted(standard, counts);
                    if (robust.Over == SampledOver.Units)
                        Draw(counts, robust.Count, ref random);
                    return Weighted(robust, counts) - s;
                })
                .Where(double.IsFinite),
        ];
        return differences.Length < DecisionRule.Resamples / 2
            ? new(estimate, double.NaN, double.NaN)
            : Percentile(estimate, differences);
    }

    /// <summary>The interval that holds the middle 95% of resampled differences; undefined where one of them
    /// is.</summary>
    public static Interval Percentile(double estimate, IEnumerable<double> differences)
    {
        double[] sorted = [.. differences.Order()];
        double tail = (1 - DecisionRule.Confidence) / 2;
        return sorted.All(double.IsFinite)
            ? new(estimate, Quantile(sorted, tail), Quantile(sorted, 1 - tail))
            : new(estimate, double.NaN, double.NaN);
    }

    /// <summary>
    /// For networks of several seeds: the difference of the means. Seeds of S and of R are resampled independently,
    /// since nothing but its images is common to two training runs; images together for all networks, units for each
    /// drawn network. With as few seeds as anyone trains, percentiles of such a bootstrap never leave the range of the
    /// seeds seen and are too narrow; so it gives the standard error (times sqrt(k / (k - 1)) for k seeds), and
    /// Student's t with 2k - 2 degrees of freedom the width.
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
        bool units = seeds[0].Standard.Over == SampledOver.Units;
        var counts = new int[seeds.Max(s => Math.Max(s.Standard.Count, s.Robust.Count))];
        var differences = new List<double>(DecisionRule.Resamples);

        double OfSeed(RatioSample sample, ref SplitMixRandom random)
        {
            if (units)
                Draw(counts, sample.Count, ref random);
            return Weighted(sample, counts);
        }

        for (int i = 0; i < DecisionRule.Resamples; i++)
        {
            var random = new SplitMixRandom(DecisionRule.Seed, i);
            if (!units)
                Draw(counts, counts.Length, ref random);
            double sum = 0;
            for (int k = 0; k < seeds.Count; k++)
            {
                sum += OfSeed(seeds[random.Below(seeds.Count)].Robust, ref random);
                sum -= OfSeed(seeds[random.Below(seeds.Count)].Standard, ref random);
            }
            if (double.IsFinite(sum))
                differences.Add(sum / seeds.Count);
        }
        if (differences.Count < DecisionRule.Resamples / 2)
            return new(estimate, double.NaN, double.NaN);
        double centre = differences.Average();
        double error = Math.Sqrt(
            differences.Average(d => (d - centre) * (d - centre)) * seeds.Count / (seeds.Count - 1)
        );
        double width = StudentT.InvCDF(0, 1, 2 * seeds.Count - 2, 1 - (1 - DecisionRule.Confidence) / 2) * error;
        return new(estimate, estimate - width, estimate + width);
    }

    /// <summary>Draws <paramref name="count"/> of as many entries, with replacement, and counts how often each came
    /// up.</summary>
    private static void Draw(int[] counts, int count, ref SplitMixRandom random)
    {
        Array.Clear(counts);
        for (int i = 0; i < count; i++)
            counts[random.Below(count)]++;
    }

    private static double Weighted(RatioSample sample, int[] counts)
    {
        double over = 0,
            under = 0;
        for (int i = 0; i < sample.Count; i++)
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
        if (standard.Over != robust.Over)
            throw new ArgumentException("one sample is over images, the other over units", nameof(robust));
        if (
            standard.Count == 0
            || robust.Count == 0
            || (standard.Over == SampledOver.Images && standard.Count != robust.Count)
        )
            throw new ArgumentException(
                $"a paired comparison needs the same images for both networks, not {standard.Count} and {robust.Count}",
                nameof(robust)
            );
    }
}
