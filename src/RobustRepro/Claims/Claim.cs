using RobustRepro.Measures;
using RobustRepro.Statistics;
using RobustRepro.Stimuli;
using RobustRepro.Tables;

namespace RobustRepro.Claims;

/// <summary>A claim of the paper as a measurement with a decision rule. Subclasses say what to measure; judging is the
/// same for all.</summary>
public abstract class Claim
{
    /// <summary>Tolerance of recorded numbers: a processor with other vector instructions flips a few borderline
    /// images.</summary>
    protected virtual double Tolerance => 0.015;

    /// <summary>Name on the command line and in test traits.</summary>
    public abstract string Id { get; }

    /// <summary>The sentence under test.</summary>
    public abstract string Statement { get; }

    /// <summary>Where the paper says it, and what it found.</summary>
    public abstract string Paper { get; }

    /// <summary>The prediction in symbols.</summary>
    public abstract string Prediction { get; }

    /// <summary>What is measured, in one or two sentences.</summary>
    public abstract string Measure { get; }

    /// <summary>What must hold for the measure to decide anything.</summary>
    public abstract string Validity { get; }

    /// <summary>What a verdict means and what it does not, for readers who did not choose the measure.</summary>
    public abstract string Reading { get; }

    /// <summary>How this measurement differs from the paper's.</summary>
    public abstract IReadOnlyList<string> Deviations { get; }

    /// <summary>The primary measure's short name, for table headers.</summary>
    public abstract string Quantity { get; }

    /// <summary>+1 where R is predicted above S, -1 below.</summary>
    public abstract int PredictedSign { get; }

    /// <summary>Stimulus sets the claim needs.</summary>
    public abstract IReadOnlyList<string> Needs { get; }

    /// <summary>What it reads where a study has it: stimulus sets, those it needs among them, and
    /// <see cref="StimulusSets.Probe"/>.</summary>
    public virtual IReadOnlyList<string> Uses => Needs;

    /// <summary>Of these, the sets whose answers decide; the shuffled-label control shuffles theirs.</summary>
    public abstract IReadOnlyList<string> DecidedOn { get; }

    /// <summary>What must be measured of a network.</summary>
    public virtual MeasurementParts Parts => MeasurementParts.Answers;

    /// <summary>Whether labels have a part in it: without one there is nothing to shuffle.</summary>
    public virtual bool UsesLabels => true;

    /// <summary>Whether the networks' measurements hold what the claim needs.</summary>
    public virtual bool AppliesTo(NetworkMeasurements network) => Needs.All(network.Decisions.ContainsKey);

    /// <summary>Reads the measure from one pair of networks.</summary>
    public abstract Measured Read(NetworkMeasurements standard, NetworkMeasurements robust);

    /// <summary>Judges the claim for one architecture: a verdict per pair and, with several, a pooled one.</summary>
    public ClaimResult Judge(string study, string architecture, IReadOnlyList<NetworkPair> pairs)
    {
        if (pairs.Count == 0)
            throw new ArgumentException("a claim needs at least one pair of networks", nameof(pairs));
        (NetworkPair Pair, Measured Measured)[] measured = [.. pairs.Select(p => (p, Read(p.Standard, p.Robust)))];
        List<ClaimRow> rows = [.. measured.Select(m => Row(m.Pair.Label, [m.Measured]))];
        if (pairs.Count > 1)
            rows.Add(Row("pooled", [.. measured.Select(m => m.Measured)]));

        List<ResultTable> details = [Details(study, architecture, measured)];
        SensitivityRow[] others = [.. Sensitivity([.. measured.Select(m => m.Measured)])];
        if (others.Length > 0)
            details.Add(SensitivityTable(study, architecture, others));
        return new(this, study, architecture, rows, Table(study, architecture, rows), details)
        {
            OtherChoices = [.. others.Select(o => o.WouldBe(PredictedSign))],
        };
    }

    private ClaimRow Row(string label, IReadOnlyList<Measured> measured)
    {
        double standard = measured.Average(m => m.Primary.Standard.Value),
            robust = measured.Average(m => m.Primary.Robust.Value);
        Interval difference = Bootstrap.Pooled([.. measured.Select(m => (m.Primary.Standard, m.Primary.Robust))]);
        string? invalid = measured.Select(m => m.Invalid).FirstOrDefault(r => r is not null);
        return new(
            label,
            standard,
            robust,
            difference,
            invalid is null ? difference.Decide(PredictedSign) : Verdict.Undecidable,
            invalid
        );
    }

    private ResultTable Table(string study, string architecture, IReadOnlyList<ClaimRow> rows) =>
        new(
            $"{Id}: {Quantity}, {architecture} on {study}",
            [
                Column.Text("networks"),
                new("S", 3, Tolerance),
                new("R", 3, Tolerance),
                new("R - S", 3, 2 * Tolerance),
                new("low", 3, 2 * Tolerance),
                new("high", 3, 2 * Tolerance),
                Column.Text("verdict"),
            ],
            [
                .. rows.Select(r =>
                    new object?[]
                    {
                        r.Label,
                        r.Standard,
                        r.Robust,
                        r.Difference.Estimate,
                        r.Difference.Low,
                        r.Difference.High,
                        r.Verdict.ToString(),
                    }
                ),
            ],
            [
                $"Prediction: {Prediction}",
                DecisionRule.Text,
                .. rows.Where(r => r.Reason is not null).Select(r => $"{r.Label}: undecidable, {r.Reason}"),
            ]
        );

    private ResultTable Details(string study, string architecture, (NetworkPair Pair, Measured Measured)[] measured) =>
        new(
            $"{Id}: also reported, {architecture} on {study}",
            [
                Column.Text("networks"),
                Column.Text("quantity"),
                new("S", 3, Tolerance),
                new("R", 3, Tolerance),
                new("R - S", 3, 2 * Tolerance),
                new(measured[0].Measured.Primary.Standard.Over == SampledOver.Units ? "units" : "images", 0, 40),
            ],
            [
                .. measured.SelectMany(m =>
                    m.Measured.AlsoReported.Select(c =>
                        new object?[]
                        {
                            m.Pair.Label,
                            c.Quantity,
                            c.Standard.Value,
                            c.Robust.Value,
                            c.Robust.Value - c.Standard.Value,
                            (int)Math.Max(c.Standard.Denominators.Sum(), c.Robust.Denominators.Sum()),
                        }
                    )
                ),
            ],
            []
        );

    /// <summary>The pooled measure under other choices.</summary>
    private static IEnumerable<SensitivityRow> Sensitivity(IReadOnlyList<Measured> measured)
    {
        for (int i = 0; i < measured[0].Variants.Count; i++)
        {
            Comparison[] pairs = [.. measured.Select(m => m.Variants[i].Comparison)];
            yield return new(
                measured[0].Variants[i].Label,
                pairs.Average(p => p.Standard.Value),
                pairs.Average(p => p.Robust.Value),
                Bootstrap.Pooled([.. pairs.Select(p => (p.Standard, p.Robust))]),
                measured.Select(m => m.Variants[i].Invalid).FirstOrDefault(r => r is not null)
            );
        }
        if (measured.Any(m => m.OverImages.Count == 0))
            yield break;
        double[] differences =
        [
            .. Enumerable
                .Range(0, measured[0].OverImages.Count)
                .Select(i => measured.Average(m => m.OverImages[i].Robust - m.OverImages[i].Standard)),
        ];
        double standard = measured.Average(m => m.Primary.Standard.Value),
            robust = measured.Average(m => m.Primary.Robust.Value);
        yield return new(
            "resampling images alone",
            standard,
            robust,
            Bootstrap.Percentile(robust - standard, differences)
        );
    }

    private ResultTable SensitivityTable(string study, string architecture, IReadOnlyList<SensitivityRow> rows) =>
        new(
            $"{Id}: sensitivity, {architecture} on {study}",
            [
                Column.Text("choice"),
                new("S", 3, Tolerance),
                new("R", 3, Tolerance),
                new("R - S", 3, 2 * Tolerance),
                new("low", 3, 2 * Tolerance),
                new("high", 3, 2 * Tolerance),
                Column.Text("would be"),
            ],
            [
                .. rows.Select(r =>
                    new object?[]
                    {
                        r.Choice,
                        r.Standard,
                        r.Robust,
                        r.Difference.Estimate,
                        r.Difference.Low,
                        r.Difference.High,
                        r.WouldBe(PredictedSign).ToString(),
                    }
                ),
            ],
            [
                "Pooled over all pairs. Only the primary measure decides; these rows show what hangs on its choices.",
                .. rows.Where(r => r.Invalid is not null).Select(r => $"{r.Choice}: undecidable, {r.Invalid}"),
            ]
        );

    /// <summary>Accuracy on a set, for both networks.</summary>
    protected static Comparison CompareAccuracy(
        string quantity,
        string set,
        NetworkMeasurements standard,
        NetworkMeasurements robust
    ) => new(quantity, standard.Decisions[set].Accuracy, robust.Decisions[set].Accuracy);

    /// <summary>
    /// Accuracy on distorted images, over those images that both networks get right when intact (the paper's
    /// ImageNet-CL): image i of each
    /// distorted set is image i of the intact one.
    /// </summary>
    protected static Comparison CompareOnImagesBothKnow(
        string quantity,
        IReadOnlyList<string> distorted,
        NetworkMeasurements standard,
        NetworkMeasurements robust
    )
    {
        Decisions s = standard.Decisions[StimulusSets.Intact],
            r = robust.Decisions[StimulusSets.Intact];
        return CompareDistorted(quantity, distorted, standard, robust, i => s.IsCorrect(i) && r.IsCorrect(i));
    }

    /// <summary>The same over all images.</summary>
    protected static Comparison CompareOnAllImages(
        string quantity,
        IReadOnlyList<string> distorted,
        NetworkMeasurements standard,
        NetworkMeasurements robust
    ) => CompareDistorted(quantity, distorted, standard, robust, _ => true);

    private static Comparison CompareDistorted(
        string quantity,
        IReadOnlyList<string> distorted,
        NetworkMeasurements standard,
        NetworkMeasurements robust,
        Func<int, bool> counts
    )
    {
        // a distorted set may hold fewer images than the intact one: its first
        int images = distorted.Min(set => standard.Decisions[set].Count);
        RatioSample Over(NetworkMeasurements network)
        {
            var correct = new double[images];
            var counted = new double[images];
            for (int i = 0; i < images; i++)
            {
                if (!counts(i))
                    continue;
                // one image is one unit of resampling, however many ways it was distorted
                counted[i] = distorted.Count;
                correct[i] = distorted.Count(set => network.Decisions[set].IsCorrect(i));
            }
            return new(correct, counted);
        }
        return new(quantity, Over(standard), Over(robust));
    }

    /// <summary>Why a conditional accuracy decides nothing: too few images, or neither network above chance.</summary>
    protected static string? InvalidUnlessAboveChance(Comparison comparison, int classes)
    {
        int images = comparison.Standard.Denominators.Count(d => d > 0);
        if (images < DecisionRule.FewestImages)
            return $"fewer than {DecisionRule.FewestImages} intact images are known to both networks";
        double chance = 1.0 / classes,
            best = Math.Max(LowerBound(comparison.Standard), LowerBound(comparison.Robust));
        return best > chance
            ? null
            : $"neither network is shown to be above chance ({chance:0.000}) on the distorted images";
    }

    /// <summary>Lower end of the 95% interval of a share.</summary>
    protected static double LowerBound(RatioSample sample) => WilsonInterval.Of(sample).Low;
}
