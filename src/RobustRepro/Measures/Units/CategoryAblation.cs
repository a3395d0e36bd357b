using RobustRepro.Statistics;

namespace RobustRepro.Measures.Units;

/// <summary>What a network loses when all units of a layer that detect concepts of one category are set to zero, and
/// what it keeps with them alone.</summary>
/// <param name="Units">How many units that are.</param>
/// <param name="Drop">Intact images it knows and then no longer does, over those it knows.</param>
/// <param name="Keep">Intact images it knows and still does with all other units set to zero.</param>
/// <param name="ShapeDrop">Cue-conflict images it decides by shape and then no longer does, over those it decides by
/// shape.</param>
/// <param name="TextureDrop">The same for texture.</param>
public sealed record CategoryAblation(
    string Layer,
    string Category,
    int Units,
    RatioSample Drop,
    RatioSample Keep,
    RatioSample ShapeDrop,
    RatioSample TextureDrop
);
