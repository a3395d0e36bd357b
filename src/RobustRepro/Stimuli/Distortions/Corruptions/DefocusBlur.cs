using RobustRepro.Runtime;

namespace RobustRepro.Stimuli.Distortions.Corruptions;

/// <summary>
/// Correlation with a disk, itself smoothed by a 3 x 3 Gaussian, the image mirrored at the centre of its last pixel
/// (make_cifar_c.py of hendrycks/robustness). At the three weaker severities the disk is one pixel, so that the
/// smoothing alone is left.
/// </summary>
internal static class DefocusBlur
{
    public static DistortionSeries Series { get; } =
        DistortionSeries.OfImages<(double Radius, double Smoothing)>(
            "defocus_blur",
            "radius and smoothing in pixels",
            [(0.3, 0.4), (0.4, 0.5), (0.5, 0.6), (1, 0.2), (1.5, 0.1)],
            strength =>
            {
                Plane kernel = Kernel(strength.Radius, strength.Smoothing);
                return (Plane[] image, ref SplitMixRandom _) => [.. image.Select(plane => Correlate(plane, kernel))];
            }
        );

    /// <summary>Odd in height and width, of sum 1.</summary>
    internal static Plane Kernel(double radius, double smoothing)
    {
        int reach = (int)radius + 1;
        Plane disk = Plane.Create(
            2 * reach + 1,
            2 * reach + 1,
            (y, x) => (y - reach) * (y - reach) + (x - reach) * (x - reach) <= radius * radius ? 1 : 0
        );
        double area = disk.Values.Sum(),
            beside = Math.Exp(-0.5 / (smoothing * smoothing));
        double[] weights = [beside / (1 + 2 * beside), 1 / (1 + 2 * beside), beside / (1 + 2 * beside)];
        Plane vertical = GaussianFilter.Correlate(disk.Map(v => v / area), weights, vertical: true, Border.Zero);
        return GaussianFilter.Correlate(vertical, weights, vertical: false, Border.Zero);
    }

    private static Plane Correlate(Plane plane, Plane kernel)
    {
        int reach = kernel.Height / 2;
        return Plane.Create(
            plane.Height,
            plane.Width,
            (y, x) =>
            {
                double sum = 0;
                for (int dy = -reach; dy <= reach; dy++)
                {
                    for (int dx = -reach; dx <= reach; dx++)
                        sum += kernel[reach + dy, reach + dx] * plane.At(y + dy, x + dx, Border.Mirror);
                }
                return sum;
            }
        );
    }
}
