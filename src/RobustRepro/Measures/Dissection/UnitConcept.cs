using RobustRepro.Probes;

namespace RobustRepro.Measures.Dissection;

/// <summary>A concept that a unit answers to, and how well.</summary>
/// <param name="Unit">From 0.</param>
/// <param name="Iou">Intersection over union over the whole data set, in (0, 1].</param>
public readonly record struct UnitConcept(int Unit, Concept Concept, double Iou);
