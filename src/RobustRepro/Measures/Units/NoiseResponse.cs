namespace RobustRepro.Measures.Units;

/// <summary>Total variation of a layer's activation maps, mean over images, an entry per channel.</summary>
/// <param name="Layer">Module name.</param>
/// <param name="Clean">On images as they are.</param>
/// <param name="Noisy">On the same images with Gaussian noise.</param>
public sealed record NoiseResponse(string Layer, double[] Clean, double[] Noisy)
{
    /// <summary>log2 of noisy over clean per channel; NaN for a channel that never fires on clean or on noisy
    /// images.</summary>
    public IEnumerable<double> LogRatios => Clean.Zip(Noisy, (c, n) => c > 0 && n > 0 ? Math.Log2(n / c) : double.NaN);
}
