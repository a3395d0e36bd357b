using RobustRepro.Tables;

namespace RobustRepro.Reporting;

/// <summary>Everything a report shows.</summary>
/// <param name="Summary">One paragraph.</param>
/// <param name="Sections">A section per claim, in the order of the page.</param>
/// <param name="Controls">Comparisons whose outcome is known beforehand.</param>
/// <param name="Gallery">Figures that belong to no claim: stimuli, adversarial examples.</param>
/// <param name="Provenance">Where the numbers come from, as keys and values: commit, hashes of weights and data, seeds,
/// threads, versions.</param>
public sealed record Report(
    string Title,
    string Summary,
    IReadOnlyList<ClaimSection> Sections,
    IReadOnlyList<ControlResult> Controls,
    IReadOnlyList<Figure> Gallery,
    IReadOnlyList<KeyValuePair<string, string>> Provenance
)
{
    /// <summary>What was left out, a sentence each: claims without their images, architectures without their
    /// networks.</summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];

    /// <summary>Every claim over all architectures; null where a single one was judged.</summary>
    public ResultTable? Headlines { get; init; }

    /// <summary>The rule of a report on published numbers, which takes the place of that for measured networks; null
    /// for the latter.</summary>
    public string? Rule { get; init; }

    /// <summary>Controls that are no comparison of S with R, such as untrained networks; shown after the
    /// others.</summary>
    public IReadOnlyList<ResultTable> ControlTables { get; init; } = [];
}
