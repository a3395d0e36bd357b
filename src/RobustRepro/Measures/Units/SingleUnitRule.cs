namespace RobustRepro.Measures.Units;

/// <summary>The constants by which single units are set to zero, fixed before any unit was looked at: which units, and
/// on which cue-conflict images.</summary>
public static class SingleUnitRule
{
    /// <summary>Units per network: each hooked layer has the same share of them, rounded down, and gives all its units
    /// where it has fewer.</summary>
    public const int UnitsPerNetwork = 256;

    /// <summary>Images of each pair of a shape's class and another texture's: the first of the pair in the set's order.
    /// One is enough, since a unit is asked about all pairs together.</summary>
    public const int ImagesPerPair = 1;

    /// <summary>Decides, with a layer's name and its number of units, which of them are drawn.</summary>
    public const int Seed = 20061002;
}
