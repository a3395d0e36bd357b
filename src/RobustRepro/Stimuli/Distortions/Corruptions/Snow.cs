using RobustRepro.Runtime;

namespace RobustRepro.Stimuli.Distortions.Corruptions;

/// <summary>
/// Flakes of thresholded noise, enlarged and blown in one direction, over an image that is whitened (make_cifar_c.py of
/// hendrycks/robustness). Every flake also falls on the opposite side, upside down.
/// </summary>
internal static class Snow
{
    private const float Steepest = -135,
        Shallowest = -45;

    public static DistortionSeries Series { get; } =
        DistortionSeries.OfImages<Strength>(
            "snow",
            "mean, deviation, enlargement, threshold, radius and sigma of the trail, share of the image",
            [
                new(0.1, 0.2, 1, 0.6, 8, 3, 0.95),
                new(0.1, 0.2, 1, 0.5, 10, 4, 0.9),
                new(0.15, 0.3, 1.75, 0.55, 10, 4, 0.9),
                new(0.25, 0.3, 2.25, 0.6, 12, 6, 0.85),
                new(0.3, 0.3, 1.25, 0.65, 14, 12, 0.8),
            ],
            strength => (Plane[] image, ref SplitMixRandom random) => Fall(image, strength, ref random)
        );

    private static Plane[] Fall(Plane[] image, Strength strength, ref SplitMixRandom random)
    {
        var flakes = new Plane(image[0].Height, image[0].Width);
        for (int p = 0; p < flakes.Values.Length; p++)
            flakes.Values[p] = strength.Mean + strength.Deviation * random.Normal();
        flakes = ZoomBlur.Enlarge(flakes, strength.Enlargement).Map(v => v < strength.Threshold ? 0 : Math.Min(v, 1));
        flakes = MotionBlur.Apply(flakes, strength.Radius, strength.Sigma, random.Uniform(Steepest, Shallowest));

        // the weights are OpenCV's for grey
        Plane white = Plane.Create(
            flakes.Height,
            flakes.Width,
            (y, x) => 1.5 * (0.299 * image[0][y, x] + 0.587 * image[1][y, x] + 0.114 * image[2][y, x]) + 0.5
        );
        return
        [
            .. image.Select(plane =>
                Plane.Create(
                    flakes.Height,
                    flakes.Width,
                    (y, x) =>
                        strength.Share * plane[y, x]
                        + (1 - strength.Share) * Math.Max(plane[y, x], white[y, x])
                        + flakes[y, x]
                        + flakes[flakes.Height - 1 - y, flakes.Width - 1 - x]
                )
            ),
        ];
    }

    private sealed record Strength(
        double Mean,
        double Deviation,
        double Enlargement,
        double Threshold,
        int Radius,
        double Sigma,
        double Share
    )
    {
        public override string ToString() =>
            string.Join(", ", Mean, Deviation, Enlargement, Threshold, Radius, Sigma, Share);
    }
}
