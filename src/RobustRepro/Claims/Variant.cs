namespace RobustRepro.Claims;

/// <summary>What a claim says, measured in another way, to see whether the verdict hangs on a choice: a labelled
/// sensitivity row.</summary>
/// <param name="Label">The choice.</param>
/// <param name="Comparison">Judged like the primary measure.</param>
/// <param name="Invalid">Why the choice would decide nothing, or null where it is valid.</param>
public sealed record Variant(string Label, Comparison Comparison, string? Invalid = null);
