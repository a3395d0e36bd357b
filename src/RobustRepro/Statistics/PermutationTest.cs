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
        (double[] Values, int Robust)[] runs =
        [
            .. architectures.Select(a => ((double[])[.. a.Standard, .. a.Robust], a.Robust.Length)),
        ];
        double found = Statistic([
            .. architectures.Select(
                (a, i) => Part(runs[i].Values, [.. runs[i].Values.Select((_, run) => run >= a.Standard.Length)])
            ),
        ]);
        if (double.IsNaN(found))
            return double.NaN;
        // rounding must not tell equal assignments apart
        double least = found * (1 - 1e-9);
        double assignments = runs.Aggregate(1.0, (product, r) => product * Subsets.Count(r.Values.Length, r.Robust));
        return assignments <= DecisionRule.MostAssignments
            ? ShareOfAll(runs, least, (long)assignments)
            : ShareOfDrawn(runs, least);
    }

    private static double ShareOfAll((double[] Values, int Robust)[] runs, double least, long assignments)
    {
        (double, double)[][] parts = [.. runs.Select(AllParts)];
        var chosen = new (double, double)[parts.Length];
        long above = 0;
        for (long assignment = 0; assignment < assignments; assignment++)
        {
            long rest = assignment;
            for (int a = 0; a < parts.Length; a++)
            {
                chosen[a] = parts[a][(int)(rest % parts[a].Length)];
                rest /= parts[a].Length;
            }
            above += Statistic(chosen) >= least ? 1 : 0;
        }
        return above / (double)assignments;
    }

    private static double ShareOfDrawn((double[] Values, int Robust)[] runs, double least)
    {
        const int draws = DecisionRule.MostAssignments / 10;
        // an architecture of few runs is drawn from its parts, which is fast; of many nobody could list them
        (double, double)[]?[] parts =
        [
            .. runs.Select(r =>
                Subsets.Count(r.Values.Length, r.Robust) <= DecisionRule.MostAssignments ? AllParts(r) : null
            ),
        ];
        var chosen = new (double, double)[runs.Length];
        int above = 0;
        var random = new SplitMixRandom(DecisionRule.Seed, 0);
        for (int draw = 0; draw < draws; draw++)
        {
            for (int a = 0; a < runs.Length; a++)
                chosen[a] = parts[a] is { } listed
                    ? listed[random.Below(listed.Length)]
                    : Part(runs[a].Values, Subsets.Draw(runs[a].Values.Length, runs[a].Robust, ref random));
            above += Statistic(chosen) >= least ? 1 : 0;
        }
        return (above + 1.0) / (draws + 1);
    }

    private static double Statistic(ReadOnlySpan<(double Difference, double Variance)> architectures)
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
    private static (double, double)[] AllParts((double[] Values, int Robust) runs) =>
        [.. Subsets.All(runs.Values.Length, runs.Robust).Select(robust => Part(runs.Values, robust))];

    /// <summary>Called a hundred thousand times per row, so that nothing is allocated here.</summary>
    private static (double Difference, double Variance) Part(double[] values, bool[] robust)
    {
        (double meanR, double varianceR) = OfArm(values, robust, isRobust: true);
        (double meanS, double varianceS) = OfArm(values, robust, isRobust: false);
        return (meanR - meanS, varianceR + varianceS);
    }

    private static (double Mean, double VarianceOfMean) OfArm(double[] values, bool[] robust, bool isRobust)
    {
        int count = 0;
        double sum = 0,
            squares = 0;
        for (int i = 0; i < values.Length; i++)
        {
            if (robust[i] != isRobust)
                continue;
            count++;
            sum += values[i];
        }
        double mean = sum / count;
        for (int i = 0; i < values.Length; i++)
        {
            if (robust[i] == isRobust)
                squares += (values[i] - mean) * (values[i] - mean);
        }
        return (mean, squares / (count - 1) / count);
    }
}
