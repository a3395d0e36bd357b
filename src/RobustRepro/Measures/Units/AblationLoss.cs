using RobustRepro.Statistics;

namespace RobustRepro.Measures.Units;

/// <summary>Decisions of one kind that a network loses with some units set to zero.</summary>
/// <param name="Images">Which decisions: the name of the stimulus set, and of the cue where it has two.</param>
/// <param name="Drop">Images decided so with all units and not without these, over those decided so with all; per
/// image.</param>
public sealed record AblationLoss(string Images, RatioSample Drop);
