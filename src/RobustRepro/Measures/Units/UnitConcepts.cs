namespace RobustRepro.Measures.Units;

/// <summary>What one unit detects.</summary>
/// <param name="Concept">The concept of the highest IoU; null where no IoU is above 0.</param>
/// <param name="Category">Of that concept.</param>
/// <param name="Iou">Of that concept, 0 to 1.</param>
/// <param name="Threshold">The unit is active above it.</param>
/// <param name="ConceptsAbove">Number of concepts above each of <see cref="DissectionRule.Ious"/>.</param>
public sealed record UnitConcepts(
    string? Concept,
    string? Category,
    double Iou,
    float Threshold,
    IReadOnlyList<int> ConceptsAbove
)
{
    public bool IsDetector(double iou) => Concept is not null && DissectionRule.Detects(Iou, iou);

    public bool Detects(IReadOnlyCollection<string> categories, double iou) =>
        IsDetector(iou) && categories.Contains(Category!);
}
