using RobustRepro.Measures;

namespace RobustRepro.Claims;

/// <summary>A standard network and its adversarially trained twin.</summary>
/// <param name="Label">Tells pairs of one architecture apart, for example <c>seed 0</c>.</param>
public sealed record NetworkPair(string Label, NetworkMeasurements Standard, NetworkMeasurements Robust);
