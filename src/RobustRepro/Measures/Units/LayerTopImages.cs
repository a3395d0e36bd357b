namespace RobustRepro.Measures.Units;

/// <summary>How alike the images are that excite each unit of a layer, an entry per unit.</summary>
/// <param name="ClassEntropy">Of the labels of those that excite it most, in bits; NaN for a unit that never
/// fires.</param>
/// <param name="Distance">Mean pairwise distance of those images over that of random images; NaN for a unit that never
/// fires.</param>
public sealed record LayerTopImages(string Layer, double[] ClassEntropy, double[] Distance)
{
    /// <summary>
    /// Entropy of how a unit's activity is spread over the classes, of all images and without any threshold, in bits:
    /// from 0, where images of one class alone excite it, to log2 of the number of classes; NaN for a unit that never
    /// fires. A class counts by the mean over its images of the mean positive part of the unit's map
    /// (class-conditional mean activity, Morcos et al. 2018).
    /// </summary>
    public double[] ActivityEntropy { get; init; } = [];

    /// <summary>Entropy of activity with the labels of other images: the level of chance.</summary>
    public double[] ShuffledActivityEntropy { get; init; } = [];
}
