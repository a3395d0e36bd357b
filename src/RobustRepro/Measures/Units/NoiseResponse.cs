namespace RobustRepro.Measures.Units;

/// <summary>What Gaussian noise on the images does to a layer's activation maps, an entry per channel.</summary>
/// <param name="Layer">Module name.</param>
/// <param name="Clean">Total variation on images as they are, mean over images.</param>
/// <param name="Noisy">The same on the same images with noise.</param>
public sealed record NoiseResponse(string Layer, double[] Clean, double[] Noisy)
{
    /// <summary>Euclidean norm of the change of a map over that of the map on the clean image, mean over the images on
    /// which the channel fires; 0 for no change, NaN for a channel that never fires on clean images.</summary>
    public double[] RelativeChange { get; init; } = [];

    /// <summary>log2 of noisy over clean total variation per channel; NaN for a channel that never fires on clean or on
    /// noisy images.</summary>
    public IEnumerable<double> LogRatios => Clean.Zip(Noisy, (c, n) => c > 0 && n > 0 ? Math.Log2(n / c) : double.NaN);

    /// <summary>How far total variation is from what it was, up or down: <see cref="LogRatios"/> without their
    /// sign.</summary>
    public IEnumerable<double> AbsoluteLogRatios => LogRatios.Select(Math.Abs);
}
