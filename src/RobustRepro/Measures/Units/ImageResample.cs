namespace RobustRepro.Measures.Units;

/// <summary>The deciding measures under one resample of the probe's images, all layers together.</summary>
/// <param name="LowLevelShare">Low-level detectors over detectors.</param>
/// <param name="ConceptsPerUnit">Concepts above the deciding IoU, mean over units.</param>
public readonly record struct ImageResample(double LowLevelShare, double ConceptsPerUnit);
