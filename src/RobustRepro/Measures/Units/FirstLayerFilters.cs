namespace RobustRepro.Measures.Units;

/// <summary>The filters that see the image itself.</summary>
/// <param name="Height">Of each filter, in pixels.</param>
/// <param name="Width">Of each filter, in pixels.</param>
/// <param name="Weights">Per filter 3 x Height x Width weights, row-major.</param>
public sealed record FirstLayerFilters(int Height, int Width, IReadOnlyList<float[]> Weights);
