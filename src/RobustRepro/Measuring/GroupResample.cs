using RobustRepro.Measures.Units;
using RobustRepro.Runtime;

namespace RobustRepro.Measuring;

/// <summary>Resamples of groups of images, the same for all networks and for all that is measured of units.</summary>
internal static class GroupResample
{
    /// <summary>What a measure is under each of the resamples, in their order.</summary>
    /// <param name="measure">From how often each of <see cref="DissectionRule.ImageGroups"/> groups was drawn, which
    /// are as many draws as groups.</param>
    public static T[] Each<T>(Func<int[], T> measure) =>
        [.. Enumerable.Range(0, DissectionRule.ImageResamples).Select(i => measure(Counts(i)))];

    private static int[] Counts(int number)
    {
        var random = new SplitMixRandom(DissectionRule.Seed, number);
        var counts = new int[DissectionRule.ImageGroups];
        for (int g = 0; g < counts.Length; g++)
            counts[random.Below(counts.Length)]++;
        return counts;
    }
}
