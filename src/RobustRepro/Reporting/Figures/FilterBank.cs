namespace RobustRepro.Reporting.Figures;

/// <summary>The filters of a network's first layer.</summary>
/// <param name="Height">Of each filter, in pixels.</param>
/// <param name="Width">Of each filter, in pixels.</param>
/// <param name="Weights">Per filter 3 x Height x Width weights: red, then green, then blue, each row by row.</param>
/// <param name="Variation">Total variation per filter, as it was measured; it orders the filters.</param>
internal sealed record FilterBank(
    int Height,
    int Width,
    IReadOnlyList<float[]> Weights,
    IReadOnlyList<double> Variation
);
