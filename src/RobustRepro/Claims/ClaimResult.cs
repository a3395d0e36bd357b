using RobustRepro.Statistics;
using RobustRepro.Tables;

namespace RobustRepro.Claims;

/// <summary>A claim judged for one architecture of one study.</summary>
/// <param name="Rows">One per seed, then, with several seeds, the pooled one, which is the verdict.</param>
/// <param name="Table">The rows as a table: the snapshot.</param>
/// <param name="Details">What is also reported.</param>
public sealed record ClaimResult(
    Claim Claim,
    string Study,
    string Architecture,
    IReadOnlyList<ClaimRow> Rows,
    ResultTable Table,
    IReadOnlyList<ResultTable> Details
)
{
    /// <summary>The networks it rests on, as measured.</summary>
    public IReadOnlyList<NetworkPair> Pairs { get; init; } = [];

    /// <summary>What the verdict would be under each other choice of the sensitivity table; none of them
    /// counts.</summary>
    public IReadOnlyList<Verdict> OtherChoices { get; init; } = [];

    /// <summary>The pooled row's, or the only row's.</summary>
    public Verdict Verdict => Rows[^1].Verdict;

    /// <summary>The verdict in a sentence, with its numbers.</summary>
    public override string ToString() => $"{Claim.Id}, {Architecture} on {Study}: {VerdictText.Sentence(this)}";
}
