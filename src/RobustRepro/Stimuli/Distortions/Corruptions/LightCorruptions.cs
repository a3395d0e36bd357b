using RobustRepro.Runtime;

namespace RobustRepro.Stimuli.Distortions.Corruptions;

/// <summary>Brightness and contrast as in CIFAR-10-C (make_cifar_c.py of hendrycks/robustness).</summary>
internal static class LightCorruptions
{
    /// <summary>The value of HSV (the largest channel) raised, at most to 1; hue and saturation stay, so that the
    /// channels keep their ratio.</summary>
    public static DistortionSeries Brightness { get; } =
        DistortionSeries.OfImages(
            "brightness",
            "added to the value of HSV",
            [0.05, 0.1, 0.15, 0.2, 0.3],
            added =>
                (Plane[] image, ref SplitMixRandom _) =>
                {
                    Plane value = Plane.Create(
                        image[0].Height,
                        image[0].Width,
                        (y, x) => image.Max(plane => plane[y, x])
                    );
                    return
                    [
                        .. image.Select(plane =>
                            Plane.Create(
                                value.Height,
                                value.Width,
                                (y, x) =>
                                {
                                    double raised = Math.Min(1, value[y, x] + added);
                                    return value[y, x] == 0 ? raised : plane[y, x] * (raised / value[y, x]);
                                }
                            )
                        ),
                    ];
                }
        );

    /// <summary>Each channel faded to its own mean over the image.</summary>
    public static DistortionSeries Contrast { get; } =
        DistortionSeries.OfImages(
            "contrast",
            "contrast",
            [0.75, 0.5, 0.4, 0.3, 0.15],
            contrast =>
                (Plane[] image, ref SplitMixRandom _) =>
                    [
                        .. image.Select(plane =>
                        {
                            double mean = plane.Values.Average();
                            return plane.Map(v => (v - mean) * contrast + mean);
                        }),
                    ]
        );
}
