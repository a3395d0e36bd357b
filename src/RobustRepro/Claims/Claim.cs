using RobustRepro.Measures;
using RobustRepro.Statistics;
using RobustRepro.Stimuli;

namespace RobustRepro.Claims;

/// <summary>A claim as a measurement with a decision rule. Subclasses say what to measure; judging is the same for
/// all.</summary>
/// <param name="id">Name on the command line and in test traits: lower-case letters and hyphens.</param>
/// <param name="quantity">The primary measure's short name, for table headers.</param>
/// <param name="predictedSign">The side of 0 on which R - S is predicted.</param>
public abstract class Claim(string id, string quantity, Sign predictedSign)
{
    private ClaimText? text;

    /// <summary>Tolerance of recorded numbers: a processor with other vector instructions flips a few borderline
    /// images.</summary>
    protected internal virtual double Tolerance => 0.015;

    /// <summary>Name on the command line and in test traits.</summary>
    public string Id => id;

    /// <summary>The primary measure's short name, for table headers.</summary>
    public string Quantity => quantity;

    /// <summary>The side of 0 on which R - S is predicted.</summary>
    public Sign PredictedSign => predictedSign;

    /// <summary>What the claim says of itself, for readers.</summary>
    public ClaimText Text => text ??= ReadText();

    /// <summary>Stimulus sets the claim needs.</summary>
    public abstract IReadOnlyList<StimulusName> Needs { get; }

    /// <summary>What it reads where a study has it: stimulus sets, those it needs among them, and
    /// <see cref="StimulusName.Probe"/>.</summary>
    public virtual IReadOnlyList<StimulusName> Uses => Needs;

    /// <summary>What a verdict alone takes of <see cref="Uses"/>: the sets that decide and those that tell whether the
    /// measure is valid. The rest is reported beside it.</summary>
    public virtual IReadOnlyList<StimulusName> UsesToDecide => Uses;

    /// <summary>The sets whose answers decide; the shuffled-label control shuffles theirs.</summary>
    public virtual IReadOnlyList<StimulusName> DecidedOn => Needs;

    /// <summary>What must be measured of a network.</summary>
    public virtual MeasurementParts Parts => MeasurementParts.Answers;

    /// <summary>Whether labels have a part in it: without one there is nothing to shuffle.</summary>
    public virtual bool UsesLabels => true;

    /// <summary>Whether it goes beyond the paper.</summary>
    public virtual bool IsExtension => false;

    /// <summary>What is drawn of a result.</summary>
    public virtual IReadOnlyList<ClaimChart> Charts => DecidedOn.Count > 0 ? [ClaimChart.AccuracyPerSet] : [];

    /// <summary>Whether the networks' measurements hold what the claim needs.</summary>
    public virtual bool AppliesTo(NetworkMeasurements network) => Needs.All(network.Decisions.ContainsKey);

    /// <summary>The runs that it judges; of some, it does not have what it needs.</summary>
    public virtual Runs RunsOf(Runs all) => all;

    /// <summary>The sets of <see cref="ClaimChart.AccuracyPerSet"/>; those that a network was not shown are left
    /// out.</summary>
    public virtual IReadOnlyList<StimulusName> ChartedSets(NetworkMeasurements network) =>
        [StimulusName.Intact, .. DecidedOn.Where(s => s != StimulusName.Intact)];

    /// <summary>Reads the measure from the runs of one architecture.</summary>
    public abstract Measured Read(Runs runs);

    /// <summary>Judges the claim for one architecture.</summary>
    /// <param name="label">What a single pair is called in tables; null for the numbers of runs.</param>
    public ClaimResult Judge(string study, string architecture, Runs runs, string? label = null) =>
        ClaimJudge.Judge(this, study, architecture, RunsOf(runs), label);

    /// <summary>Judges the claim for one architecture, on the runs that these pairs are made of.</summary>
    public ClaimResult Judge(string study, string architecture, IReadOnlyList<NetworkPair> pairs) =>
        Judge(study, architecture, Runs.Of(pairs), pairs is [{ Label: var label }] ? label : null);

    /// <summary>Overridden by a claim that has a page of its own; the suite's claims have theirs in
    /// docs/claims.</summary>
    protected virtual ClaimText ReadText() =>
        GetType().Assembly == typeof(Claim).Assembly ? ClaimText.Of(id) : TextWithoutPage();

    /// <summary>What the measure says of the claim.</summary>
    private protected ClaimText TextWithoutPage() =>
        ClaimText.Without(quantity, $"{quantity}: R - S {(predictedSign == Sign.Positive ? ">" : "<")} 0");
}
