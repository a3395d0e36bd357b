using RobustRepro.Stimuli.Distortions;

namespace RobustRepro.Stimuli.Conflicts;

/// <summary>
/// Recolours an image with the pixels of another by rank: its k-th darkest pixel becomes the other's k-th darkest,
/// colour and all, so that its luminance gets the other's histogram (the histogram matching of Heeger and Bergen 1995)
/// and its layout stays. Pixels of equal luminance stay equal: they share the mean of what their ranks stand for.
/// </summary>
internal static class RankTransfer
{
    /// <param name="layout">Red, green and blue.</param>
    /// <param name="palette">As many pixels.</param>
    public static Plane[] Apply(Plane[] layout, Plane[] palette)
    {
        double[] luminance = Greyscale.Luminance(layout).Values;
        int[] to = FromDarkToBright(luminance),
            from = FromDarkToBright(Greyscale.Luminance(palette).Values);
        Plane[] recoloured = [.. layout.Select(plane => new Plane(plane.Height, plane.Width))];
        for (int first = 0, next; first < to.Length; first = next)
        {
            for (next = first + 1; next < to.Length && luminance[to[next]] == luminance[to[first]]; )
                next++;
            for (int c = 0; c < recoloured.Length; c++)
            {
                double mean = from[first..next].Average(p => palette[c].Values[p]);
                foreach (int pixel in to[first..next])
                    recoloured[c].Values[pixel] = mean;
            }
        }
        return recoloured;
    }

    private static int[] FromDarkToBright(double[] luminance)
    {
        int[] order = [.. Enumerable.Range(0, luminance.Length)];
        Array.Sort(
            order,
            (a, b) => luminance[a] != luminance[b] ? luminance[a].CompareTo(luminance[b]) : a.CompareTo(b)
        );
        return order;
    }
}
