using RobustRepro.Measures;

namespace RobustRepro.Reporting.Figures;

/// <summary>One observer of the shape-bias figure.</summary>
/// <param name="Label">As the legend prints it.</param>
/// <param name="Decisions">Its answers to cue-conflict images; the categories must be those of the other
/// series.</param>
internal sealed record ShapeBiasSeries(string Label, Decisions Decisions, ObserverGroup Group);
