using RobustRepro.Runtime;

namespace RobustRepro.Stimuli.Distortions.Corruptions;

/// <summary>
/// A trail behind every pixel along a random direction of -45 to 45 degrees from the horizontal: half a Gaussian over
/// whole-pixel offsets, as ImageMagick's MotionBlurImage draws it, with which CIFAR-10-C was made (make_cifar_c.py of
/// hendrycks/robustness).
/// </summary>
internal static class MotionBlur
{
    private const float Range = 45;

    public static DistortionSeries Series { get; } =
        DistortionSeries.OfImages<(int Radius, double Sigma)>(
            "motion_blur",
            "radius and sigma in pixels",
            [(6, 1), (6, 1.5), (6, 2), (8, 2), (9, 2.5)],
            strength =>
                (Plane[] image, ref SplitMixRandom random) =>
                {
                    double angle = random.Uniform(-Range, Range);
                    return [.. image.Select(plane => Apply(plane, strength.Radius, strength.Sigma, angle))];
                }
        );

    /// <param name="radius">The trail has 2 x radius + 1 pixels.</param>
    /// <param name="angle">In degrees, from rightwards towards downwards; the trail is gathered from that side.</param>
    internal static Plane Apply(Plane plane, int radius, double sigma, double angle)
    {
        double radians = angle * Math.PI / 180;
        double[] weights =
        [
            .. Enumerable.Range(0, 2 * radius + 1).Select(i => Math.Exp(-(double)i * i / (2 * sigma * sigma))),
        ];
        double sum = weights.Sum();
        (int Y, int X)[] offsets =
        [
            .. Enumerable
                .Range(0, weights.Length)
                .Select(i =>
                    ((int)Math.Ceiling(i * Math.Sin(radians) - 0.5), (int)Math.Ceiling(i * Math.Cos(radians) - 0.5))
                ),
        ];
        return Plane.Create(
            plane.Height,
            plane.Width,
            (y, x) =>
            {
                double value = 0;
                for (int i = 0; i < weights.Length; i++)
                    value += weights[i] * plane.At(y + offsets[i].Y, x + offsets[i].X, Border.Nearest);
                return value / sum;
            }
        );
    }
}
