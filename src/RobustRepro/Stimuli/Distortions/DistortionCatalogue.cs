using RobustRepro.Stimuli.Distortions.Corruptions;

namespace RobustRepro.Stimuli.Distortions;

/// <summary>Every distortion that needs nothing but the image: for tables and previews. Names are unique.</summary>
internal static class DistortionCatalogue
{
    /// <summary>Distortions that remove or disturb one kind of information, at strengths for images of 32
    /// pixels.</summary>
    public static IReadOnlyList<DistortionSeries> Probes { get; } =
    [
        DistortionSeries.OfBatches(
            "white-noise",
            "std",
            [0.05f, 0.1f, 0.15f, 0.2f, 0.3f],
            (images, first, seed, std) => GaussianNoise.Apply(images, first, std, seed)
        ),
        DistortionSeries.OfBatches(
            "uniform-noise",
            "width",
            [0.05f, 0.1f, 0.2f, 0.35f, 0.6f],
            (images, first, seed, width) => UniformNoise.Apply(images, first, width, seed)
        ),
        DistortionSeries.OfBatches(
            "scrambled",
            "tiles per side",
            [2, 4, 8],
            (images, _, _, tiles) => Scramble.Apply(images, tiles)
        ),
        DistortionSeries.Single("contours", (images, _, _) => Contours.Apply(images), removesTexture: true),
        DistortionSeries.Single("thresholded", (images, _, _) => Thresholded.Apply(images)),
        DistortionSeries.OfBatches(
            "low-pass",
            "sigma in pixels",
            [0.5, 1, 1.5, 2, 3],
            (images, _, _, sigma) => FrequencyFilter.LowPass(images, sigma)
        ),
        DistortionSeries.OfBatches(
            "high-pass",
            "sigma in pixels",
            [3, 2, 1.5, 1, 0.5],
            (images, _, _, sigma) => FrequencyFilter.HighPass(images, sigma)
        ),
        DistortionSeries.OfBatches(
            "low-contrast",
            "contrast",
            [0.5, 0.3, 0.2, 0.1, 0.05],
            (images, _, _, contrast) => LowContrast.Apply(images, contrast)
        ),
        DistortionSeries.Single("greyscale", (images, _, _) => Greyscale.Apply(images)),
        DistortionSeries.OfBatches(
            "jpeg",
            "quality",
            [50, 30, 20, 10, 5],
            (images, _, _, quality) => JpegCompression.Apply(images, quality)
        ),
    ];

    /// <summary>
    /// The corruptions of CIFAR-10-C (Hendrycks and Dietterich 2019) at its five severities, in its order and under its
    /// names, without frost, which needs photographs of frost. For images of 32 pixels.
    /// </summary>
    public static IReadOnlyList<DistortionSeries> Corruptions { get; } =
    [
        NoiseCorruptions.Gaussian,
        NoiseCorruptions.Shot,
        NoiseCorruptions.Impulse,
        DefocusBlur.Series,
        GlassBlur.Series,
        MotionBlur.Series,
        ZoomBlur.Series,
        Snow.Series,
        Fog.Series,
        LightCorruptions.Brightness,
        LightCorruptions.Contrast,
        ElasticTransform.Series,
        Pixelate.Series,
        JpegCorruption.Series,
    ];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<DistortionSeries> All { get; } = [.. Probes, .. Corruptions];

    /// <exception cref="InvalidInputException">There is none of that name.</exception>
    public static DistortionSeries Get(string name) =>
        All.FirstOrDefault(series => series.Name == name)
        ?? throw InvalidInputException.Unknown("distortion", name, All.Select(series => series.Name));
}
