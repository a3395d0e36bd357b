namespace RobustRepro.Measures.Dissection;

/// <summary>The best concept of one category for a unit, as a row of tally.csv holds it.</summary>
/// <param name="Category">Of the columns.</param>
/// <param name="Label">Empty if the unit meets no concept of the category.</param>
/// <param name="Truth">Pixels with the label.</param>
/// <param name="Activation">Pixels of the unit's masks on images with some label of the category under the
/// mask.</param>
/// <param name="Intersect">Pixels of both.</param>
/// <param name="Iou">In [0, 1].</param>
public sealed record TallyEntry(
    string Category,
    string Label,
    double Truth,
    double Activation,
    double Intersect,
    double Iou
);
