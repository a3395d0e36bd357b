namespace RobustRepro.Measures.Synthesis;

/// <summary>How near an image made from a test image's features comes to it.</summary>
/// <param name="Distance">Root of the mean square over pixel values in [0, 1]: 0 for the same image.</param>
/// <param name="Similarity">Multi-scale SSIM: 1 for the same image.</param>
/// <param name="FeatureDistance">What is left of the distance of the features, over their length; tells whether the
/// inversion reached its goal.</param>
public sealed record Inversion(double Distance, double Similarity, double FeatureDistance);
