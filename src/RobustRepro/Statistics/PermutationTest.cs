using RobustRepro.Runtime;

namespace RobustRepro.Statistics;

/// <summary>
/// A check on the t test that assumes no normal distribution: the labels S and R are exchanged among the runs of each
/// architecture, and the difference over its standard error between runs is compared with the one found (studentised,
/// after Janssen 1997, so that unequal spreads do no harm).
/// </summary>
internal static class PermutationTest
{
    /// <summary>Two-sided p: the share of assignments whose difference is at least as large as the one found, which is
    /// among them. All assignments where they are at most <see cref="DecisionRule.MostAssignments"/>, else a tenth of
    /// that number, drawn from a fixed seed.</summary>
    public static double P(IReadOnlyList<(double[] Standard, double[] Robust)> architectures)
    {
        double found = Statistic(
            architectures.Select(a => Part([.. a.Standard, .. a.Robust], Mask(a.Robust.Length) << a.Standard.Length))
        );
        if (double.IsNaN(found))
            return double.NaN;
        (double Difference, double Variance)[][] parts =
        [
            .. architectures.Select(a => Parts([.. a.Standard, .. a.Robust], a.Robust.Length)),
        ];
        double assignments = parts.Aggregate(1.0, (product, p) => product * p.Length);
        // rounding must not tell equal assignments apart
        double least = found * (1 - 1e-9);
        var chosen = new (double, double)[parts.Length];
        if (assignments <= DecisionRule.MostAssignments)
        {
            int above = 0;
            for (long assignment = 0; assignment < (long)assignments; assignment++)
            {
                long rest = assignment;
                for (int a = 0; a < parts.Length; a++)
                {
                    chosen[a] = parts[a][(int)(rest % parts[a].Length)];
                    rest /= parts[a].Length;
                }
                above += Statistic(chosen) >= least ? 1 : 0;
            }
            return above / assignments;
        }
        const int draws = DecisionRule.MostAssignments / 10;
        int drawnAbove = 0;
        var random = new SplitMixRandom(DecisionRule.Seed, 0);
        for (int draw = 0; draw < draws; draw++)
        {
            for (int a = 0; a < parts.Length; a++)
                chosen[a] = parts[a][random.Below(parts[a].Length)];
            drawnAbove += Statistic(chosen) >= least ? 1 : 0;
        }
        return (drawnAbove + 1.0) / (draws + 1);
    }

    private static double Statistic(IEnumerable<(double Difference, double Variance)> architectures)
    {
        double difference = 0,
            variance = 0;
        foreach ((double d, double v) in architectures)
        {
            difference += d;
            variance += v;
        }
        return Math.Abs(difference) / Math.Sqrt(variance);
    }

    /// <summary>Every way to call so many of the runs robust.</summary>
    private static (double, double)[] Parts(double[] values, int robust)
    {
        var parts = new List<(double, double)>();
        for (ulong mask = 0; mask < 1UL << values.Length; mask++)
        {
            if (ulong.PopCount(mask) == (ulong)robust)
                parts.Add(Part(values, mask));
        }
        return [.. parts];
    }

    private static ulong Mask(int bits) => (1UL << bits) - 1;

    private static (double Difference, double Variance) Part(double[] values, ulong robust)
    {
        double[] r = [.. values.Where((_, i) => (robust >> i & 1) == 1)],
            s = [.. values.Where((_, i) => (robust >> i & 1) == 0)];
        double meanR = r.Average(),
            meanS = s.Average();
        return (
            meanR - meanS,
            r.Sum(v => (v - meanR) * (v - meanR)) / (r.Length - 1) / r.Length
                + s.Sum(v => (v - meanS) * (v - meanS)) / (s.Length - 1) / s.Length
        );
    }
}
