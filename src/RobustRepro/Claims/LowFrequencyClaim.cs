using RobustRepro.Measures;
using RobustRepro.Statistics;
using RobustRepro.Stimuli;

namespace RobustRepro.Claims;

/// <summary>An extension of the paper: R goes by coarse structure, whatever it shows.</summary>
public sealed class LowFrequencyClaim : Claim
{
    private static readonly string[] Hybrids = [.. StimulusSets.HybridCutOffs.Select(StimulusSets.Hybrid)];
    private static readonly string[] Alone =
    [
        .. StimulusSets.HybridCutOffs.Select(StimulusSets.LowPass),
        .. StimulusSets.HybridCutOffs.Select(StimulusSets.HighPass),
    ];

    public override string Id => "low-frequency";

    public override string Statement =>
        "On images made of the low frequencies of one image and the high frequencies of another, the "
        + "adversarially trained network goes by the low ones more often than the standard one.";

    public override string Paper =>
        "Not in the paper: what its shape bias comes to on images too small for shapes and textures to be "
        + "told apart. Hybrid images are those of Oliva, Torralba and Schyns (2006).";

    public override string Prediction => "low-frequency bias: R - S > 0";

    public override string Measure =>
        $"Of the decisions for either image of hybrids, the share for the one that gives the low "
        + $"frequencies, over Gaussian cut-offs of {string.Join(", ", StimulusSets.HybridCutOffs)} pixels together.";

    public override string Validity => "S recognises low and high frequencies alone above chance, at every cut-off.";

    public override string Reading =>
        "Frequencies are not shapes: a coarse image holds colours and layout as well. The claim is what "
        + "remains of shape bias where outlines are a few pixels long.";

    public override string Quantity => "low-frequency bias";

    public override int PredictedSign => 1;

    public override IReadOnlyList<string> Needs => [.. Hybrids, .. Alone];

    public override IReadOnlyList<string> DecidedOn => Hybrids;

    public override IReadOnlyList<string> Deviations => ["An extension: the paper has no such experiment."];

    public override Measured Read(NetworkMeasurements standard, NetworkMeasurements robust)
    {
        Comparison[] perCutOff =
        [
            .. Hybrids.Select(set => new Comparison(
                set,
                ShapeBias.Sample(standard.Decisions[set]),
                ShapeBias.Sample(robust.Decisions[set])
            )),
        ];
        Comparison[] alone = [.. Alone.Select(set => CompareAccuracy($"accuracy, {set}", set, standard, robust))];
        double chance = 1.0 / standard.Decisions[Hybrids[0]].Categories.Count;
        Comparison? unknown = alone.FirstOrDefault(a => LowerBound(a.Standard) <= chance);
        return new(
            new(Quantity, Together(perCutOff.Select(c => c.Standard)), Together(perCutOff.Select(c => c.Robust))),
            unknown is null
                ? null
                : $"S is not shown to be above chance ({chance:0.000}) where one part is shown alone "
                    + $"({unknown.Quantity})",
            [
                .. perCutOff,
                .. Hybrids.Select(set => new Comparison(
                    $"decisions for either image, {set}",
                    ShapeBias.DecidedSample(standard.Decisions[set]),
                    ShapeBias.DecidedSample(robust.Decisions[set])
                )),
                new(
                    "cut-off at which the network changes sides, pixels",
                    CutOff(perCutOff.Select(c => c.Standard.Value)),
                    CutOff(perCutOff.Select(c => c.Robust.Value))
                ),
                .. alone,
            ]
        )
        {
            Variants = [.. perCutOff.Select(c => new Variant($"{c.Quantity} alone", c))],
        };
    }

    /// <summary>The hybrids of one pair of images at all cut-offs are one unit of resampling.</summary>
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
        IReadOnlyList<double> cutOffs = StimulusSets.HybridCutOffs;
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
