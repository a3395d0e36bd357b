namespace RobustRepro.Stimuli.Distortions.Corruptions;

/// <summary>JPEG at the qualities of CIFAR-10-C (make_cifar_c.py of hendrycks/robustness).</summary>
internal static class JpegCorruption
{
    public static DistortionSeries Series { get; } =
        DistortionSeries.OfBatches(
            "jpeg_compression",
            "quality",
            [80, 65, 58, 50, 40],
            (images, _, _, quality) => JpegCompression.Apply(images, quality)
        );
}
