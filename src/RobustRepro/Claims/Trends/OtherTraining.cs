namespace RobustRepro.Claims.Trends;

/// <summary>A network of the same architecture that was trained without attacks.</summary>
/// <param name="Name">As the source names it.</param>
/// <param name="Group">What sets its training apart, as the source groups it.</param>
/// <param name="Value">A claim's measure of it.</param>
public sealed record OtherTraining(string Name, string Group, double Value);
