namespace RobustRepro.Probes;

/// <summary>Something a unit may detect: an object, a part, a texture, a colour.</summary>
/// <param name="Number">As label maps hold it: 1 for the first; 0 there stands for nothing.</param>
/// <param name="Category">The one category it is counted in (for Broden, the primary one).</param>
public sealed record Concept(int Number, string Name, string Category);
