using System.Collections.Concurrent;
using System.Runtime.Intrinsics;
using RobustRepro.Runtime;

namespace RobustRepro.Statistics;

/// <summary>
/// Intervals for the difference R - S of two networks' ratios over the same images, or over their units (Efron and
/// Tibshirani 1993): all there is where an arm has a single run.
/// </summary>
internal static class Bootstrap
{
    /// <summary>Draws of more images are made anew each time: these take 40 MB at most.</summary>
    private const int MostCachedImages = 4096;

    private static readonly ConcurrentDictionary<int, Lazy<byte[]>> Cached = new();

    /// <summary>Percentile interval for two networks: over images, both resampled together; over units, each on its
    /// own.</summary>
    public static Interval Difference(RatioSample standard, RatioSample robust) =>
        Difference([(new([standard]), new([robust]))]);

    /// <summary>Percentile interval for the mean over architectures of the difference of these networks' means, which
    /// says nothing of other networks.</summary>
    public static Interval Difference(IReadOnlyList<(Arm Standard, Arm Robust)> architectures)
    {
        (RatioSample Network, double Weight)[] all =
        [
            .. architectures.SelectMany(a =>
                a.Standard.Runs.Select(s => (s, -1.0 / a.Standard.Count / architectures.Count))
                    .Concat(a.Robust.Runs.Select(r => (r, 1.0 / a.Robust.Count / architectures.Count)))
            ),
        ];
        RatioSample first = all[0].Network;
        foreach ((RatioSample other, _) in all)
            RequirePairs(first, other);
        double estimate = architectures.Average(a => a.Robust.Mean - a.Standard.Mean);
        var counts = new double[all.Max(n => n.Network.Count)];
        var differences = new List<double>(DecisionRule.Resamples);
        for (int i = 0; i < DecisionRule.Resamples; i++)
        {
            double difference = 0;
            if (first.Over == SampledOver.Images)
            {
                DrawImages(counts, first.Count, i);
                foreach ((RatioSample network, double weight) in all)
                    difference += weight * Weighted(network, counts);
            }
            else
            {
                var random = new SplitMixRandom(DecisionRule.Seed, i);
                foreach ((RatioSample network, double weight) in all)
                {
                    Draw(counts, network.Count, ref random);
                    difference += weight * Weighted(network, counts);
                }
            }
            if (double.IsFinite(difference))
                differences.Add(difference);
        }
        return differences.Count < DecisionRule.Resamples / 2
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

    /// <summary>The drawn images of a resample: the same for all that is measured on as many images.</summary>
    private static void DrawImages(double[] counts, int count, int resample)
    {
        if (count > MostCachedImages)
        {
            var random = new SplitMixRandom(DecisionRule.Seed, resample);
            Draw(counts, count, ref random);
            return;
        }
        byte[] drawn = Cached.GetOrAdd(count, n => new(() => DrawAll(n))).Value;
        ReadOnlySpan<byte> row = drawn.AsSpan(resample * count, count);
        for (int i = 0; i < row.Length; i++)
            counts[i] = row[i];
    }

    private static byte[] DrawAll(int count)
    {
        var drawn = new byte[(long)count * DecisionRule.Resamples];
        for (int i = 0; i < DecisionRule.Resamples; i++)
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
        }
        return drawn;
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
