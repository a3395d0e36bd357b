using RobustRepro.Statistics;

namespace RobustRepro.Claims;

/// <summary>A quantity of a claim, measured on S and on R over the same images.</summary>
/// <param name="Quantity">As tables print it.</param>
public sealed record Comparison(string Quantity, RatioSample Standard, RatioSample Robust);
