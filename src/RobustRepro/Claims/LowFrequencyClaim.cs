using RobustRepro.Measures;
using RobustRepro.Statistics;
using RobustRepro.Stimuli;

namespace RobustRepro.Claims;

/// <summary>An extension of the paper: R goes by coarse structure, whatever it shows.</summary>
public sealed class LowFrequencyClaim() : Claim("low-frequency", "low-frequency bias", Sign.Positive)
{
    public override bool IsExtension => true;

    public override IReadOnlyList<ClaimChart> Charts => [ClaimChart.HybridCurve];

    private static readonly StimulusName[] Hybrids = [.. StimulusName.HybridCutOffs.Select(StimulusName.Hybrid)];
    private static readonly StimulusName[] Alone =
    [
        .. StimulusName.HybridCutOffs.Select(StimulusName.LowPass),
        .. StimulusName.HybridCutOffs.Select(StimulusName.HighPass),
    ];

    public override IReadOnlyList<StimulusName> Needs => [.. Hybrids, .. Alone];

    public override IReadOnlyList<StimulusName> DecidedOn => Hybrids;

    public override Measured Read(Runs runs)
    {
        Comparison[] perCutOff =
        [
            .. Hybrids.Select(set => runs.Compare(set.Text, n => ShapeBias.Sample(n.Decisions[set]))),
        ];
        Comparison[] alone = [.. Alone.Select(set => Comparisons.Accuracy($"accuracy, {set}", set, runs))];
        double chance = 1.0 / runs.Standard[0].Decisions[Hybrids[0]].Categories.Count;
        Comparison? unknown = alone.FirstOrDefault(a => Comparisons.LowerBound(a.Standard) <= chance);
        return new(
            runs.Compare(Quantity, n => Together(Hybrids.Select(set => ShapeBias.Sample(n.Decisions[set])))),
            unknown is null
                ? null
                : $"S is not shown to be above chance ({chance:0.000}) where one part is shown alone "
                    + $"({unknown.Quantity})",
            [
                .. perCutOff,
                .. Hybrids.Select(set =>
                    runs.Compare($"decisions for either image, {set}", n => ShapeBias.DecidedSample(n.Decisions[set]))
                ),
                runs.Compare(
                    "cut-off at which the network changes sides, pixels",
                    n => CutOff(Hybrids.Select(set => ShapeBias.Sample(n.Decisions[set]).Value)),
                    MeasureScale.Amount
                ),
                .. alone,
            ]
        )
        {
            Variants = [.. perCutOff.Select(c => new Variant($"{c.Quantity} alone", c))],
        };
    }

    /// <summary>The hybrids of one pair of images at all cut-offs count as one image.</summary>
    private static RatioSample Together(IEnumerable<RatioSample> cutOffs)
    {
        RatioSample[] all = [.. cutOffs];
        return new(
            [.. Enumerable.Range(0, all[0].Count).Select(i => all.Sum(s => s.Numerators[i]))],
            [.. Enumerable.Range(0, all[0].Count).Select(i => all.Sum(s => s.Denominators[i]))]
        );
    }

    /// <summary>Where the bias falls through one half, between cut-offs in proportion; the first or last cut-off where
    /// it does not.</summary>
    private static RatioSample CutOff(IEnumerable<double> biases)
    {
        double[] bias = [.. biases];
        IReadOnlyList<double> cutOffs = StimulusName.HybridCutOffs;
        double found = bias[0] < 0.5 ? cutOffs[0] : cutOffs[^1];
        for (int i = 1; i < bias.Length; i++)
        {
            if (bias[i - 1] >= 0.5 && bias[i] < 0.5)
            {
                found = cutOffs[i - 1] + (cutOffs[i] - cutOffs[i - 1]) * (bias[i - 1] - 0.5) / (bias[i - 1] - bias[i]);
                break;
            }
        }
        return new([found], [1]);
    }
}
