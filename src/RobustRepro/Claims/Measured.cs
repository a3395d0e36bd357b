namespace RobustRepro.Claims;

/// <summary>What a claim reads from one pair of networks.</summary>
/// <param name="Primary">The quantity that decides.</param>
/// <param name="Invalid">Why the measure decides nothing here, or null where it is valid.</param>
/// <param name="AlsoReported">Quantities shown beside it.</param>
public sealed record Measured(Comparison Primary, string? Invalid, IReadOnlyList<Comparison> AlsoReported)
{
    /// <summary>The primary measure under other choices; the same choices for every pair.</summary>
    public IReadOnlyList<Variant> Variants { get; init; } = [];

    /// <summary>The primary measure of both networks under each resample of images, where it is a measure of units:
    /// their sampling error is then not all.</summary>
    public IReadOnlyList<(double Standard, double Robust)> OverImages { get; init; } = [];
}
