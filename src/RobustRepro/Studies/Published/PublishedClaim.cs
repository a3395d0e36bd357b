using RobustRepro.Claims;

namespace RobustRepro.Studies.Published;

/// <summary>How a claim is measured on published numbers.</summary>
/// <param name="Measure">In a sentence.</param>
/// <param name="Primary">What decides, in the benchmark.</param>
/// <param name="Choices">Other ways to measure it there.</param>
internal sealed record PublishedClaim(
    Claim Claim,
    string Measure,
    PublishedMeasure Primary,
    IReadOnlyList<PublishedMeasure> Choices
)
{
    /// <summary>What decides in the files of conditions; null where they have nothing for the claim.</summary>
    public PublishedMeasure? ByCondition { get; init; }

    /// <summary><see cref="ByCondition"/> in a sentence.</summary>
    public string MeasureByCondition { get; init; } = "";

    /// <summary>Other ways to measure it there.</summary>
    public IReadOnlyList<PublishedMeasure> ChoicesByCondition { get; init; } = [];
}
