namespace RobustRepro.Stimuli.Distortions;

/// <summary>
/// Canny's edge detector as scikit-image computes it (feature.canny, 0.16 to 0.19, its default borders): Gaussian
/// smoothing that ignores what lies beyond the border, unnormalised Sobel gradients, suppression of what is no maximum
/// across the edge, by linear interpolation between neighbours, and weak edges kept where they touch a strong one.
/// </summary>
internal static class CannyEdges
{
    private const double MachineEpsilon = 2.220446049250313e-16;

    private static readonly double[] Derivative = [-1, 0, 1],
        Smoothing = [1, 2, 1];

    /// <param name="grey">Luminance in [0, 1].</param>
    /// <param name="sigma">Of the smoothing, in pixels.</param>
    /// <param name="low">Least gradient of an edge's pixel, on the scale of the unnormalised Sobel operator (a step of
    /// 1 has 4).</param>
    /// <param name="high">What at least one pixel of a connected edge must reach.</param>
    /// <returns>Whether each pixel is an edge's, row by row. The outermost pixels never are.</returns>
    public static bool[] Find(Plane grey, double sigma, double low, double high)
    {
        Plane smooth = Smooth(grey, sigma);
        Plane down = Sobel(smooth, vertical: true),
            right = Sobel(smooth, vertical: false);
        Plane magnitude = Plane.Create(
            grey.Height,
            grey.Width,
            (y, x) => Math.Sqrt(down[y, x] * down[y, x] + right[y, x] * right[y, x])
        );
        var weak = new bool[magnitude.Values.Length];
        for (int y = 1; y < grey.Height - 1; y++)
        {
            for (int x = 1; x < grey.Width - 1; x++)
            {
                double m = magnitude[y, x];
                weak[y * grey.Width + x] = m > 0 && m >= low && IsMaximum(magnitude, y, x, down[y, x], right[y, x]);
            }
        }
        return KeepConnected(weak, magnitude, high);
    }

    private static Plane Smooth(Plane grey, double sigma)
    {
        Plane inside = GaussianFilter.Apply(new Plane(grey.Height, grey.Width).Map(_ => 1), sigma, Border.Zero);
        Plane sum = GaussianFilter.Apply(grey, sigma, Border.Zero);
        return Plane.Create(grey.Height, grey.Width, (y, x) => sum[y, x] / (inside[y, x] + MachineEpsilon));
    }

    private static Plane Sobel(Plane plane, bool vertical) =>
        GaussianFilter.Correlate(
            GaussianFilter.Correlate(plane, Derivative, vertical, Border.Reflect),
            Smoothing,
            !vertical,
            Border.Reflect
        );

    /// <summary>No neighbour across the edge, on either side, is stronger. The neighbour lies between two pixels, at
    /// the ratio of the gradient's components.</summary>
    private static bool IsMaximum(Plane magnitude, int y, int x, double down, double right)
    {
        bool steep = Math.Abs(down) > Math.Abs(right);
        double weight = steep ? Math.Abs(right) / Math.Abs(down) : Math.Abs(down) / Math.Abs(right);
        int diagonal = down > 0 == right > 0 ? 1 : -1;
        (int nearY, int nearX) = steep ? (diagonal, 0) : (0, 1);
        double After(int sign) =>
            magnitude[y + sign * diagonal, x + sign] * weight
            + magnitude[y + sign * nearY, x + sign * nearX] * (1 - weight);
        return After(1) <= magnitude[y, x] && After(-1) <= magnitude[y, x];
    }

    /// <summary>The weak edges whose 8-connected component has a strong pixel.</summary>
    private static bool[] KeepConnected(bool[] weak, Plane magnitude, double high)
    {
        var kept = new bool[weak.Length];
        var open = new Stack<int>(Enumerable.Range(0, weak.Length).Where(p => weak[p] && magnitude.Values[p] >= high));
        while (open.TryPop(out int p))
        {
            if (!weak[p] || kept[p])
                continue;
            kept[p] = true;
            // weak edges have all eight neighbours
            foreach (
                int step in (ReadOnlySpan<int>)
                    [
                        -1,
                        1,
                        -magnitude.Width - 1,
                        -magnitude.Width,
                        -magnitude.Width + 1,
                        magnitude.Width - 1,
                        magnitude.Width,
                        magnitude.Width + 1,
                    ]
            )
                open.Push(p + step);
        }
        return kept;
    }
}
