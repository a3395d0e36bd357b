using System.Numerics;
using RobustRepro.Probes;

namespace RobustRepro.Measures.Dissection;

/// <summary>What network dissection counts over some images. Every count is a whole number, so that no order of adding
/// matters.</summary>
internal sealed class GroupTally(int units, int concepts, int categories)
{
    /// <summary>Pixels under the unit's mask with the concept's label, at [unit * concepts + number - 1].</summary>
    public long[] Both { get; } = new long[(long)units * concepts];

    /// <summary>Pixels of the unit's masks on images where under the mask the category has a label, at [unit *
    /// categories + category].</summary>
    public long[] UnitPixels { get; } = new long[(long)units * categories];

    /// <summary>Pixels of the unit's masks on images where under the mask anything has a label.</summary>
    public long[] LabelledUnitPixels { get; } = new long[units];

    /// <summary>Pixels with the concept's label, at [number - 1].</summary>
    public long[] LabelPixels { get; } = new long[concepts];

    public void AddLabels(ImageConcepts image, LabelCounts labels)
    {
        for (int i = 0; i < labels.Present.Length; i++)
            LabelPixels[labels.Present[i] - 1] += labels.Pixels[i];
        foreach (int number in image.WholeImage)
            LabelPixels[number - 1] += (long)image.Height * image.Width;
    }

    /// <summary>Takes what a counter found under a unit's mask.</summary>
    /// <param name="area">Pixels of the mask.</param>
    /// <param name="categoryOf">Per concept, at number - 1.</param>
    public void AddMask(int unit, int area, MaskCounter mask, ImageConcepts image, LabelCounts labels, int[] categoryOf)
    {
        ulong seen = 0;
        Span<long> both = Both.AsSpan(unit * concepts, concepts);
        foreach (int number in labels.Present)
        {
            int count = mask.Take(number);
            if (count == 0)
                continue;
            both[number - 1] += count;
            seen |= 1UL << categoryOf[number - 1];
        }
        foreach (int number in image.WholeImage)
        {
            both[number - 1] += area;
            seen |= 1UL << categoryOf[number - 1];
        }
        if (seen != 0)
            LabelledUnitPixels[unit] += area;
        for (; seen != 0; seen &= seen - 1)
            UnitPixels[unit * categories + BitOperations.TrailingZeroCount(seen)] += area;
    }

    /// <summary>The counts of several groups, each so many times.</summary>
    public static GroupTally Sum(IReadOnlyList<GroupTally> groups, ReadOnlySpan<int> times)
    {
        GroupTally sum = groups[0].Empty();
        for (int g = 0; g < groups.Count; g++)
        {
            if (times[g] == 0)
                continue;
            Add(sum.Both, groups[g].Both, times[g]);
            Add(sum.UnitPixels, groups[g].UnitPixels, times[g]);
            Add(sum.LabelledUnitPixels, groups[g].LabelledUnitPixels, times[g]);
            Add(sum.LabelPixels, groups[g].LabelPixels, times[g]);
        }
        return sum;
    }

    private GroupTally Empty() => new(units, concepts, categories);

    private static void Add(Span<long> sums, ReadOnlySpan<long> counts, long times)
    {
        int i = 0;
        for (; i + Vector<long>.Count <= sums.Length; i += Vector<long>.Count)
            (new Vector<long>(sums[i..]) + new Vector<long>(counts[i..]) * times).CopyTo(sums[i..]);
        for (; i < sums.Length; i++)
            sums[i] += counts[i] * times;
    }
}
