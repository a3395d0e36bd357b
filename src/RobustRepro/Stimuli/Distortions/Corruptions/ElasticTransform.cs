using RobustRepro.Runtime;

namespace RobustRepro.Stimuli.Distortions.Corruptions;

/// <summary>
/// A random affine map, given by how far it moves three points, and then a smooth random displacement of every pixel
/// (make_cifar_c.py of hendrycks/robustness). Lengths are shares of the image's smaller side. The affine map is
/// interpolated exactly, where OpenCV rounds places to 1/32 pixel.
/// </summary>
internal static class ElasticTransform
{
    private const double Truncate = 3;

    public static DistortionSeries Series { get; } =
        DistortionSeries.OfImages<(double Displacement, double Smoothness, double Affine)>(
            "elastic_transform",
            "displacement, its smoothness and the shift of points, in sides",
            [(0, 0, 0.08), (0.05, 0.2, 0.07), (0.08, 0.06, 0.06), (0.1, 0.04, 0.05), (0.1, 0.03, 0.03)],
            strength =>
                (Plane[] image, ref SplitMixRandom random) =>
                {
                    int height = image[0].Height,
                        width = image[0].Width,
                        side = Math.Min(height, width);
                    double[] map = InverseAffine(height, width, (float)(strength.Affine * side), ref random);
                    Plane right = Displacement(
                        height,
                        width,
                        strength.Displacement * side,
                        strength.Smoothness * side,
                        ref random
                    );
                    Plane down = Displacement(
                        height,
                        width,
                        strength.Displacement * side,
                        strength.Smoothness * side,
                        ref random
                    );
                    return
                    [
                        .. image.Select(plane =>
                        {
                            Plane moved = Plane.Create(
                                height,
                                width,
                                (y, x) =>
                                    plane.Sample(
                                        map[3] * x + map[4] * y + map[5],
                                        map[0] * x + map[1] * y + map[2],
                                        Border.Mirror
                                    )
                            );
                            return Plane.Create(
                                height,
                                width,
                                (y, x) => moved.Sample(y + down[y, x], x + right[y, x], Border.Reflect)
                            );
                        }),
                    ];
                }
        );

    /// <summary>Uniform noise in [-1, 1), smoothed and scaled.</summary>
    private static Plane Displacement(int height, int width, double scale, double sigma, ref SplitMixRandom random)
    {
        var noise = new Plane(height, width);
        for (int p = 0; p < noise.Values.Length; p++)
            noise.Values[p] = random.Uniform(-1, 1);
        return GaussianFilter.Apply(noise, sigma, Border.Reflect, Truncate).Map(v => v * scale);
    }

    /// <summary>
    /// The map from places of the result to places of the image: x' = m0 x + m1 y + m2, y' = m3 x + m4 y + m5. The
    /// forward map takes the three corners (+,+), (+,-) and (-,-) of a square around the middle, a third of the side
    /// away, to corners moved by up to <paramref name="shift"/> along each axis.
    /// </summary>
    internal static double[] InverseAffine(int height, int width, float shift, ref SplitMixRandom random)
    {
        // places are (x, y); as there, the middle is taken of (height, width)
        int middleX = height / 2,
            middleY = width / 2,
            away = Math.Min(height, width) / 3;
        (double X, double Y)[] corners =
        [
            (middleX + away, middleY + away),
            (middleX + away, middleY - away),
            (middleX - away, middleY - away),
        ];
        var moved = new (double X, double Y)[3];
        for (int i = 0; i < 3; i++)
            moved[i] = (corners[i].X + random.Uniform(-shift, shift), corners[i].Y + random.Uniform(-shift, shift));

        // the inverse maps moved corners back: the two sides of the triangle fix its linear part, one corner the rest
        double ax = moved[1].X - moved[0].X,
            ay = moved[1].Y - moved[0].Y,
            bx = moved[2].X - moved[0].X,
            by = moved[2].Y - moved[0].Y;
        double determinant = ax * by - ay * bx;
        double[] Row(double p0, double p1, double p2)
        {
            double a = p1 - p0,
                b = p2 - p0;
            double perX = (a * by - b * ay) / determinant,
                perY = (b * ax - a * bx) / determinant;
            return [perX, perY, p0 - perX * moved[0].X - perY * moved[0].Y];
        }
        return [.. Row(corners[0].X, corners[1].X, corners[2].X), .. Row(corners[0].Y, corners[1].Y, corners[2].Y)];
    }
}
