namespace RobustRepro.Measures.Units;

/// <summary>How alike the images are that excite each unit of a layer most, an entry per unit.</summary>
/// <param name="ClassEntropy">Of their labels, in bits; NaN for a unit that never fires.</param>
/// <param name="Distance">Mean pairwise distance of the images over that of random images; NaN for a unit that never
/// fires.</param>
public sealed record LayerTopImages(string Layer, double[] ClassEntropy, double[] Distance);
