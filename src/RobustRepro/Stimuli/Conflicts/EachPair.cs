namespace RobustRepro.Stimuli.Conflicts;

/// <summary>A small set of cue-conflict images in which no pair of cues counts more than another.</summary>
internal static class EachPair
{
    /// <summary>The first images of each pair of a shape's class and another texture's, in the set's order, in memory.
    /// Images that lack a cue, or whose cues are of one class, are left out.</summary>
    /// <param name="perPair">Images of each pair; all where the set has fewer.</param>
    /// <param name="most">Where there are more, so many of them, evenly spread.</param>
    public static StimulusSet First(IStimulusSet set, int perPair, int most = int.MaxValue)
    {
        var seen = new Dictionary<(int, int), int>();
        var first = new List<int>();
        for (int i = 0; i < set.Count; i++)
        {
            (int Shape, int Texture) pair = (set.Shape[i], set.Texture[i]);
            if (pair.Shape < 0 || pair.Texture < 0 || pair.Shape == pair.Texture)
                continue;
            int before = seen.GetValueOrDefault(pair);
            seen[pair] = before + 1;
            if (before < perPair)
                first.Add(i);
        }
        int count = Math.Min(first.Count, most);
        return set.Select([.. Enumerable.Range(0, count).Select(k => first[(int)((long)k * first.Count / count)])]);
    }
}
