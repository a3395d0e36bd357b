using RobustRepro.Claims;
using RobustRepro.Claims.Trends;
using RobustRepro.Tables;

namespace RobustRepro.Reporting;

/// <summary>A claim with its results.</summary>
/// <param name="Results">One per architecture.</param>
/// <param name="Published">Numbers on record, of the paper or of others, each with its source in a note; null where
/// there are none.</param>
/// <param name="Remark">What the study's images make of the claim, for readers; null where there is nothing to
/// say.</param>
public sealed record ClaimSection(
    Claim Claim,
    IReadOnlyList<ClaimResult> Results,
    IReadOnlyList<Figure> Figures,
    ResultTable? Published = null,
    string? Remark = null
)
{
    /// <summary>Further tables, shown before the figures.</summary>
    public IReadOnlyList<ResultTable> Tables { get; init; } = [];

    /// <summary>The claim over all architectures; null where a single one was judged.</summary>
    public Headline? Headline { get; init; }

    /// <summary>Results on published numbers, one per series; empty where networks were measured.</summary>
    public IReadOnlyList<TrendResult> Trends { get; init; } = [];

    /// <summary>The claim on the paper's architecture and norm; null where that series was not judged.</summary>
    public TrendHeadline? TrendHeadline { get; init; }
}
