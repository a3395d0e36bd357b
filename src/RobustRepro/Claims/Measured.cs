namespace RobustRepro.Claims;

/// <summary>What a claim reads from the runs of one architecture.</summary>
/// <param name="Primary">The quantity that decides.</param>
/// <param name="Invalid">Why the measure decides nothing here, or null where it is valid.</param>
/// <param name="AlsoReported">Quantities shown beside it.</param>
public sealed record Measured(Comparison Primary, string? Invalid, IReadOnlyList<Comparison> AlsoReported)
{
    /// <summary>What the claim says, measured in other ways.</summary>
    public IReadOnlyList<Variant> Variants { get; init; } = [];

    /// <summary>What a reader must know before trusting the verdict, a sentence each, to be said beside it; it changes
    /// nothing.</summary>
    public IReadOnlyList<string> Doubts { get; init; } = [];
}
