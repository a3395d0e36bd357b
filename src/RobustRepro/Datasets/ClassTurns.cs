using RobustRepro.Stimuli;

namespace RobustRepro.Datasets;

/// <summary>The order in which images are taken from sources that have none of their own: class by turns.</summary>
internal static class ClassTurns
{
    /// <summary>Image 0 of each class, image 1 of each class, and so on: the first so many are balanced. Within a class
    /// the order stays.</summary>
    /// <param name="labels">0 to <paramref name="classes"/> - 1.</param>
    /// <returns>Indices into <paramref name="labels"/>.</returns>
    public static int[] Order(IReadOnlyList<int> labels, int classes)
    {
        var seen = new int[classes];
        return
        [
            .. labels
                .Select((label, index) => (Rank: seen[label]++, Label: label, Index: index))
                .OrderBy(e => e.Rank)
                .ThenBy(e => e.Label)
                .Select(e => e.Index),
        ];
    }

    /// <summary>Class by turns, whatever the order of the source: the first so many are balanced, and the same for all
    /// sources.</summary>
    public static StimulusSet InTurn(StimulusSet set)
    {
        int[] order = Order(set.Labels, set.Classes.Count);
        if (order.Select((index, i) => index == i).All(same => same))
            return set;
        using (set)
            return set.Select(order);
    }
}
