namespace RobustRepro.Claims;

/// <summary>All claims, in the order of the report.</summary>
public static class ClaimRegistry
{
    public static IReadOnlyList<Claim> All { get; } =
    [
        new RobustClaim(),
        new ShapeBiasClaim(),
        new LowFrequencyClaim(),
        new TextureLessClaim(),
        new ShapeLessClaim(),
        new OodNoiseClaim(),
        new SmootherFiltersClaim(),
        new NoiseBlockingClaim(),
        new LowerLevelClaim(),
        new LessDiverseClaim(),
        new ShapeUnitsClaim(),
    ];

    /// <summary>Without the extensions to natural images.</summary>
    public static IReadOnlyList<Claim> OfThePaper { get; } = [.. All.Where(c => !c.IsExtension)];

    /// <exception cref="InvalidInputException">No claim has that id.</exception>
    public static Claim Find(string id) =>
        All.FirstOrDefault(c => c.Id == id) ?? throw InvalidInputException.Unknown("claim", id, All.Select(c => c.Id));
}
