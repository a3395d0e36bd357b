namespace RobustRepro.Measures.Units;

/// <summary>What a network's decisions lose when one unit alone is set to zero. Less than 0 where it decides so more
/// often without the unit.</summary>
/// <param name="Layer">Module name.</param>
/// <param name="Unit">Channel of the layer's output, from 0.</param>
/// <param name="ShapeLost">Images answered by shape with the unit, less those answered so without it, per 100 images
/// whose shape and texture are of different classes; -100 to 100.</param>
/// <param name="TextureLost">The same for texture.</param>
public sealed record UnitAblation(string Layer, int Unit, double ShapeLost, double TextureLost);
