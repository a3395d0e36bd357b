using System.Collections.Concurrent;
using System.Runtime.Intrinsics;
using MathNet.Numerics.Distributions;
using RobustRepro.Runtime;

namespace RobustRepro.Statistics;

/// <summary>
/// Intervals for the difference R - S of two ratios over the same images, or over the units of two networks (Efron and
/// Tibshirani 1993).
/// </summary>
internal static class Bootstrap
{
    /// <summary>Draws of more images are made anew each time: these take 40 MB at most.</summary>
    private const int MostCachedImages = 4096;

    private static readonly ConcurrentDictionary<int, Lazy<(byte[] Drawn, SplitMixRandom[] After)>> Cached = new();

    /// <summary>Percentile interval for two networks: over images, both resampled together; over units, each on its
    /// own.</summary>
    public static Interval Difference(RatioSample standard, RatioSample robust)
    {
        RequirePairs(standard, robust);
        double estimate = robust.Value - standard.Value;
        var counts = new double[Math.Max(standard.Count, robust.Count)];
        double[] differences =
        [
            .. Enumerable
                .Range(0, DecisionRule.Resamples)
                .Select(i =>
                {
                    if (robust.Over == SampledOver.Images)
                    {
                        DrawImages(counts, standard.Count, i);
                        return Weighted(robust, counts) - Weighted(standard, counts);
                    }
                    var random = new SplitMixRandom(DecisionRule.Seed, i);
                    Draw(counts, standard.Count, ref random);
                    double s = Weighted(standard, counts);
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
        var counts = new double[seeds.Max(s => Math.Max(s.Standard.Count, s.Robust.Count))];
        var differences = new List<double>(DecisionRule.Resamples);

        double OfSeed(RatioSample sample, ref SplitMixRandom random)
        {
            if (units)
                Draw(counts, sample.Count, ref random);
            return Weighted(sample, counts);
        }

        for (int i = 0; i < DecisionRule.Resamples; i++)
        {
            SplitMixRandom random = units ? new(DecisionRule.Seed, i) : DrawImages(counts, seeds[0].Standard.Count, i);
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

    /// <summary>The drawn images of a resample, and the random numbers after them; the same for all that is measured
    /// on as many images.</summary>
    private static SplitMixRandom DrawImages(double[] counts, int count, int resample)
    {
        if (count > MostCachedImages)
        {
            var random = new SplitMixRandom(DecisionRule.Seed, resample);
            Draw(counts, count, ref random);
            return random;
        }
        (byte[] drawn, SplitMixRandom[] after) = Cached.GetOrAdd(count, n => new(() => DrawAll(n))).Value;
        ReadOnlySpan<byte> row = drawn.AsSpan(resample * count, count);
        for (int i = 0; i < row.Length; i++)
            counts[i] = row[i];
        return after[resample];
    }

    private static (byte[] Drawn, SplitMixRandom[] After) DrawAll(int count)
    {
        var drawn = new byte[(long)count * DecisionRule.Resamples];
        var after = new SplitMixRandom[DecisionRule.Resamples];
        for (int i = 0; i < after.Length; i++)
        {
            var random = new SplitMixRandom(DecisionRule.Seed, i);
            Span<byte> row = drawn.AsSpan(i * count, count);
            for (int k = 0; k < count; k++)
            {
                // an image that comes up 256 times in a draw would be one in more draws than anyone makes
                ref byte times = ref row[random.Below(count)];
                checked
                {
                    times++;
                }
            }
            after[i] = random;
        }
        return (drawn, after);
    }

    /// <summary>Draws <paramref name="count"/> of as many entries, with replacement, and counts how often each came
    /// up.</summary>
    private static void Draw(double[] counts, int count, ref SplitMixRandom random)
    {
        Array.Clear(counts, 0, count);
        for (int i = 0; i < count; i++)
            counts[random.Below(count)]++;
    }

    private static double Weighted(RatioSample sample, double[] counts)
    {
        ReadOnlySpan<double> drawn = counts.AsSpan(0, sample.Count);
        return Product(drawn, sample.Numerators) / Product(drawn, sample.Denominators);
    }

    /// <summary>In four sums whatever the processor, so that every machine adds in the same order.</summary>
    private static double Product(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        Vector256<double> sums = Vector256<double>.Zero;
        int i = 0;
        for (; i + Vector256<double>.Count <= a.Length; i += Vector256<double>.Count)
            sums += Vector256.Create(a[i..]) * Vector256.Create(b[i..]);
        double sum = Vector256.Sum(sums);
        for (; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
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
