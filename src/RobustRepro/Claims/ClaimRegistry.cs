namespace RobustRepro.Claims;

/// <summary>The suite's claims, in the order of the report.</summary>
public static class ClaimRegistry
{
    /// <summary>What is judged unless somebody asks for something else.</summary>
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

    /// <summary>Claims that take long, or need further networks: judged by name, or with <c>--all</c>.</summary>
    public static IReadOnlyList<Claim> OnRequest { get; } = [new ImagePriorClaim(), new CapacityClaim()];

    /// <summary>Both: every claim that has a page.</summary>
    public static IReadOnlyList<Claim> Known { get; } = [.. All, .. OnRequest];

    /// <summary>Without the extensions to natural images.</summary>
    public static IReadOnlyList<Claim> OfThePaper { get; } = [.. All.Where(c => !c.IsExtension)];

    /// <exception cref="InvalidInputException">No claim has that id.</exception>
    public static Claim Find(string id) =>
        Known.FirstOrDefault(c => c.Id == id)
        ?? throw InvalidInputException.Unknown("claim", id, Known.Select(c => c.Id));
}
