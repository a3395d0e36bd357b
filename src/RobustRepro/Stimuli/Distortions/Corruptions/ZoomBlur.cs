using RobustRepro.Runtime;

namespace RobustRepro.Stimuli.Distortions.Corruptions;

/// <summary>
/// The mean of the image and of its enlargements by 1.00, 1.01, 1.02 and so on (make_cifar_c.py of
/// hendrycks/robustness). At the two weaker severities its floating-point ranges include the end that they mean to
/// leave out; that is kept.
/// </summary>
internal static class ZoomBlur
{
    public static DistortionSeries Series { get; } =
        DistortionSeries.OfImages(
            "zoom_blur",
            "largest factor",
            [1.06, 1.11, 1.15, 1.2, 1.25],
            largest => (Plane[] image, ref SplitMixRandom _) => [.. image.Select(plane => Blur(plane, largest))]
        );

    /// <summary>The middle of the plane, enlarged to its size by bilinear interpolation between the centres of the
    /// outermost pixels, as SciPy's zoom.</summary>
    internal static Plane Enlarge(Plane plane, double factor)
    {
        (int top, int height, double stepY, int skipY) = Cut(plane.Height, factor);
        (int left, int width, double stepX, int skipX) = Cut(plane.Width, factor);
        // no place lies outside the cut; rounding may seem to put one there
        double Place(int i, double step, int length) => Math.Min(i * step, length - 1);
        return Plane.Create(
            plane.Height,
            plane.Width,
            (y, x) =>
                plane.Sample(
                    top + Place(y + skipY, stepY, height),
                    left + Place(x + skipX, stepX, width),
                    Border.Nearest
                )
        );
    }

    private static (int Start, int Length, double Step, int Skip) Cut(int size, double factor)
    {
        int length = (int)Math.Ceiling(size / factor);
        int enlarged = (int)Math.Round(length * factor, MidpointRounding.ToEven);
        return ((size - length) / 2, length, enlarged > 1 ? (length - 1.0) / (enlarged - 1) : 0, (enlarged - size) / 2);
    }

    private static Plane Blur(Plane plane, double largest)
    {
        double[] factors = [.. Enumerable.Range(0, (int)Math.Round((largest - 1) * 100) + 1).Select(i => 1 + i * 0.01)];
        Plane[] enlarged = [plane, .. factors.Select(factor => Enlarge(plane, factor))];
        return Plane.Create(plane.Height, plane.Width, (y, x) => enlarged.Average(p => p[y, x]));
    }
}
