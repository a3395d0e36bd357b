using RobustRepro.Statistics;
using RobustRepro.Tables;

namespace RobustRepro.Claims;

/// <summary>A claim judged for one architecture of one study.</summary>
/// <param name="Row">The comparison that is the verdict.</param>
/// <param name="Table">The row as a table: the snapshot.</param>
/// <param name="Details">What is also reported.</param>
public sealed record ClaimResult(
    Claim Claim,
    string Study,
    string Architecture,
    ClaimRow Row,
    ResultTable Table,
    IReadOnlyList<ResultTable> Details
)
{
    /// <summary>The networks it rests on, as measured.</summary>
    public Runs Runs { get; init; } = new([], []);

    /// <summary>What the claim read of them; null in a result made by hand.</summary>
    internal Measured? Measured { get; init; }

    /// <summary>An S beside an R, for what is shown side by side; more runs of one than of the other are left
    /// out.</summary>
    public IReadOnlyList<NetworkPair> Pairs =>
        [.. Runs.Standard.Zip(Runs.Robust, (s, r) => new NetworkPair($"{s.Name}, {r.Name}", s, r))];

    /// <summary>What the verdict would be under each other choice of the sensitivity table; none of them
    /// counts.</summary>
    public IReadOnlyList<Verdict> OtherChoices { get; init; } = [];

    /// <summary>What a reader must know before trusting the verdict, a sentence each; it changes nothing.</summary>
    public IReadOnlyList<string> Doubts { get; init; } = [];

    /// <summary>For this architecture.</summary>
    public Verdict Verdict => Row.Verdict;

    /// <summary>The verdict in a sentence, with its numbers.</summary>
    public override string ToString() => $"{Claim.Id}, {Architecture} on {Study}: {VerdictText.Sentence(this)}";
}
