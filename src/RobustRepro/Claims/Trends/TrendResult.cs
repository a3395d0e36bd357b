using RobustRepro.Attacks;
using RobustRepro.Statistics;

namespace RobustRepro.Claims.Trends;

/// <summary>A claim judged on a series of published networks: one architecture, one norm, growing eps.</summary>
/// <param name="Measure">What is measured, in a sentence.</param>
/// <param name="Series">The measure that decides.</param>
/// <param name="Choices">What the claim says, measured in other ways; none of them counts.</param>
/// <param name="Others">Networks of the same architecture trained without attacks; empty where none are on
/// record.</param>
public sealed record TrendResult(
    Claim Claim,
    string Study,
    string Architecture,
    Norm Norm,
    string Measure,
    TrendSeries Series,
    IReadOnlyList<TrendSeries> Choices,
    IReadOnlyList<OtherTraining> Others
)
{
    /// <summary>Whether this series is the claim's headline: the paper's architecture and norm.</summary>
    public bool IsHeadline { get; init; }

    /// <summary>Whether the networks were measured here, so that there may be several runs per eps.</summary>
    public bool IsMeasured { get; init; }

    /// <summary>How the verdict comes about, for readers.</summary>
    public string Rule => IsMeasured ? TrendRule.OfRuns : TrendRule.Text;

    /// <summary>As tables and records name the series, for example <c>resnet50 L2</c>.</summary>
    public string Networks => $"{Architecture} {Norm}";

    /// <summary>For this series, uncorrected.</summary>
    public Verdict Verdict => Series.Verdict;

    /// <summary>The R that stands beside S in a sentence.</summary>
    public TrendPoint Compared => Series.At(TrendRule.ComparedEps(Norm));

    /// <summary>R less S.</summary>
    public double Difference => Compared.Value - Series.Standard;

    /// <summary>Other trainings that come as far as <see cref="Compared"/> in the predicted direction, or
    /// further.</summary>
    public IReadOnlyList<OtherTraining> Reached =>
        [.. Others.Where(o => Series.Reaches(o.Value, Compared.Value)).OrderBy(o => -(int)Series.Predicted * o.Value)];

    /// <summary>Whether attacks are not the only way to what the claim says.</summary>
    public bool IsWeaker => Verdict == Verdict.Supported && Reached.Count > 0;

    /// <summary>Everything as tables: what snapshots record.</summary>
    public IReadOnlyList<Tables.ResultTable> Tables => TrendTables.Of(this);

    /// <summary>The verdict in a sentence, with its numbers.</summary>
    public override string ToString() => $"{Claim.Id}, {Networks} on {Study}: {TrendText.Sentence(this)}";
}
