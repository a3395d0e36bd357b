namespace RobustRepro.Measures;

/// <summary>A few test images before and after an attack on a network.</summary>
/// <param name="Attack">As the report names it.</param>
/// <param name="Shape">N x 3 x H x W, for all three.</param>
/// <param name="Clean">Pixels, row-major, uint8.</param>
/// <param name="Images">After the attack.</param>
/// <param name="Changes">What the attack changed, magnified around grey.</param>
/// <param name="Magnification">Of the changes.</param>
/// <param name="Classes">What each image shows.</param>
/// <param name="Answers">What the network answers after the attack.</param>
public sealed record AttackedImages(
    string Attack,
    long[] Shape,
    byte[] Clean,
    byte[] Images,
    byte[] Changes,
    int Magnification,
    IReadOnlyList<string> Classes,
    IReadOnlyList<string> Answers
);
