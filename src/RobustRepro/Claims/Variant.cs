namespace RobustRepro.Claims;

/// <summary>The primary measure taken in another way, to see whether the verdict hangs on a choice: a labelled
/// sensitivity row.</summary>
/// <param name="Label">The choice.</param>
/// <param name="Comparison">Resampled like the primary measure.</param>
/// <param name="Invalid">Why the choice would decide nothing for this pair, or null where it is valid.</param>
public sealed record Variant(string Label, Comparison Comparison, string? Invalid = null);
