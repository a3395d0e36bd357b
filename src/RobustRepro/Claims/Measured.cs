namespace RobustRepro.Claims;

/// <summary>What a claim reads from the runs of one architecture.</summary>
/// <param name="Primary">The quantity that decides.</param>
/// <param name="Invalid">Why the measure decides nothing here, or null where it is valid.</param>
/// <param name="AlsoReported">Quantities shown beside it.</param>
public sealed record Measured(Comparison Primary, string? Invalid, IReadOnlyList<Comparison> AlsoReported)
{
    /// <summary>What the claim says, measured in other ways.</summary>
    public IReadOnlyList<Variant> Variants { get; init; } = [];
}
