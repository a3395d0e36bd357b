namespace RobustRepro.Measures.Units;

/// <summary>The deciding measures under one resample of the probe's images, all layers together.</summary>
/// <param name="LowLevelShare">Low-level detectors over detectors.</param>
/// <param name="LowLevelUnits">Units whose best concept is low-level over those that have one, at any IoU.</param>
/// <param name="ConceptsPerUnit">Concepts above the deciding IoU, mean over units.</param>
public readonly record struct ImageResample(double LowLevelShare, double LowLevelUnits, double ConceptsPerUnit);
