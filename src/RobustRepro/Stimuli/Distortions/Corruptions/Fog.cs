using System.Numerics;
using RobustRepro.Runtime;

namespace RobustRepro.Stimuli.Distortions.Corruptions;

/// <summary>A plasma fractal added to the image, the sum scaled so that the brightest value would stay below it
/// (make_cifar_c.py of hendrycks/robustness).</summary>
internal static class Fog
{
    public static DistortionSeries Series { get; } =
        DistortionSeries.OfImages<(double Thickness, double Decay)>(
            "fog",
            "thickness and decay",
            [(0.2, 3), (0.5, 3), (0.75, 2.5), (1, 2), (1.5, 1.75)],
            strength =>
                (Plane[] image, ref SplitMixRandom random) =>
                {
                    Plane fractal = Fractal(Math.Max(image[0].Height, image[0].Width), strength.Decay, ref random);
                    double brightest = image.Max(plane => plane.Values.Max());
                    double scale = brightest / (brightest + strength.Thickness);
                    return
                    [
                        .. image.Select(plane =>
                            Plane.Create(
                                plane.Height,
                                plane.Width,
                                (y, x) => (plane[y, x] + strength.Thickness * fractal[y, x]) * scale
                            )
                        ),
                    ];
                }
        );

    /// <summary>
    /// Heights from 0 to 1 on a torus by the diamond-square algorithm: each new point is the mean of its four
    /// neighbours plus uniform noise, whose range shrinks by the square of the decay with every halving
    /// of the distance.
    /// </summary>
    /// <param name="size">At least so large; the next power of two.</param>
    internal static Plane Fractal(int size, double decay, ref SplitMixRandom random)
    {
        int side = (int)BitOperations.RoundUpToPowerOf2((uint)size);
        var heights = new Plane(side, side);
        double range = 1;
        for (int step = side; step >= 2; step /= 2, range /= decay * decay)
        {
            int half = step / 2;
            for (int y = half; y < side; y += step)
            {
                for (int x = half; x < side; x += step)
                    heights[y, x] = Mean(heights, y, x, half, half) + Noise(ref random, range);
            }
            for (int y = 0; y < side; y += half)
            {
                for (int x = y % step == 0 ? half : 0; x < side; x += step)
                    heights[y, x] = Mean(heights, y, x, half, 0) + Noise(ref random, range);
            }
        }
        double low = heights.Values.Min(),
            high = heights.Values.Max();
        return heights.Map(v => (v - low) / (high - low));
    }

    /// <summary>The mean of the four points at (±along, ±across) and (±across, -+along): the corners of a square where
    /// the two are equal, of a diamond where one is 0.</summary>
    private static double Mean(Plane heights, int y, int x, int along, int across)
    {
        double At(int dy, int dx) =>
            heights[(y + dy + heights.Height) % heights.Height, (x + dx + heights.Width) % heights.Width];
        return (At(along, across) + At(-along, -across) + At(-across, along) + At(across, -along)) / 4;
    }

    private static double Noise(ref SplitMixRandom random, double range) => random.Uniform(-1, 1) * range;
}
