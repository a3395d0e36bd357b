namespace RobustRepro.Measures.Units;

/// <summary>A unit, and the images of the probe that excite it most.</summary>
/// <param name="Layer">Module name.</param>
/// <param name="Unit">Number in its layer, as dissection counts.</param>
/// <param name="Found">What it detects.</param>
/// <param name="Shape">N x 3 x H x W of the images.</param>
/// <param name="Images">Pixels, row-major, uint8, strongest response first.</param>
/// <param name="Masks">N x H x W: where the unit responds above its threshold.</param>
/// <param name="ImageIndices">Number of each image in the probe.</param>
public sealed record UnitPicture(
    string Layer,
    int Unit,
    UnitConcepts Found,
    long[] Shape,
    byte[] Images,
    bool[] Masks,
    IReadOnlyList<int> ImageIndices
)
{
    /// <summary>What the unit draws from grey noise, 3 x H x W, row-major, uint8; empty where it does not respond to
    /// noise.</summary>
    public byte[] Drawn { get; init; } = [];
}
