using RobustRepro.Runtime;

namespace RobustRepro.Stimuli.Distortions.Corruptions;

/// <summary>
/// Gaussian blur, then pixels taken from a place up to one pixel up and left of theirs, then the same blur again
/// (make_cifar_c.py of hendrycks/robustness). Two of its traits are kept: offsets are -1 or 0 (its random range
/// excludes +1), and what reads as a swap of two pixels copies one onto the other, because both sides are views of one
/// array. So some pixels double and others vanish.
/// </summary>
internal static class GlassBlur
{
    private const int Reach = 1;

    public static DistortionSeries Series { get; } =
        DistortionSeries.OfImages<(double Sigma, int Rounds)>(
            "glass_blur",
            "sigma in pixels and rounds",
            [(0.05, 1), (0.25, 1), (0.4, 1), (0.25, 2), (0.4, 2)],
            strength => Blur(strength.Sigma, strength.Rounds)
        );

    private static ImageFunction Blur(double sigma, int rounds) =>
        (Plane[] image, ref SplitMixRandom random) =>
        {
            Plane Smooth(Plane plane) => GaussianFilter.Apply(plane, sigma, Border.Nearest);
            Plane[] moved = [.. image.Select(plane => Smooth(plane).Map(v => v))];
            for (int round = 0; round < rounds; round++)
            {
                for (int y = image[0].Height - Reach; y > Reach; y--)
                {
                    for (int x = image[0].Width - Reach; x > Reach; x--)
                    {
                        int fromX = x - random.Below(Reach + 1),
                            fromY = y - random.Below(Reach + 1);
                        foreach (Plane plane in moved)
                            plane[y, x] = plane[fromY, fromX];
                    }
                }
            }
            return [.. moved.Select(Smooth)];
        };
}
