using RobustRepro.Measures;
using RobustRepro.Measures.Synthesis;
using RobustRepro.Statistics;
using RobustRepro.Stimuli;

namespace RobustRepro.Claims;

/// <summary>What R draws of a class, other networks recognise; what S draws, only S does.</summary>
public sealed class ImagePriorClaim() : Claim("image-prior", "syntheses that other networks name", Sign.Positive)
{
    /// <summary>Another processor rounds otherwise, and 60 steps later some judges see something else.</summary>
    protected internal override double Tolerance => 0.03;

    public override bool IsExtension => true;

    public override IReadOnlyList<ClaimChart> Charts => [ClaimChart.Syntheses];

    public override IReadOnlyList<StimulusName> Needs => [];

    public override IReadOnlyList<StimulusName> Uses => [StimulusName.Intact];

    /// <summary>Targets are asked for, not shown: there is no label to shuffle.</summary>
    public override bool UsesLabels => false;

    public override MeasurementParts Parts => MeasurementParts.Syntheses;

    public override bool AppliesTo(NetworkMeasurements network) => network.Syntheses is not null;

    public override Measured Read(Runs runs)
    {
        Comparison Named(
            string quantity,
            Func<SynthesisJudge, bool>? judges = null,
            Func<bool, bool>? ofNoise = null
        ) => runs.Compare(quantity, n => Share(n.Syntheses!, judges, ofNoise ?? (_ => true)));
        Comparison reached = runs.Compare(
            "syntheses that the network itself names",
            n => RatioSample.Share(n.Syntheses!.Reached)
        );
        Comparison standard = Named("syntheses that S judges name", j => !j.IsRobust),
            robust = Named("syntheses that R judges name", j => j.IsRobust),
            noise = Named("syntheses from noise that other networks name", null, fromNoise => fromNoise),
            images = Named("syntheses from images that other networks name", null, fromNoise => !fromNoise);
        double least = Math.Min(Mean(reached.Standard), Mean(reached.Robust));
        return new(
            Named(Quantity),
            least >= SynthesisRule.LeastReached
                ? null
                : FormattableString.Invariant(
                    $"S or R reaches only {least:0.000} of its own targets, fewer than {SynthesisRule.LeastReached}"
                ),
            [reached, standard, robust, noise, images]
        )
        {
            Variants =
            [
                new("S judges alone", standard),
                new("R judges alone", robust),
                new("from noise alone", noise),
                new("from test images alone", images),
                .. runs.All.All(n => n.Syntheses!.Inversions.Count > 0) ? Inversions(runs) : [],
            ],
        };
    }

    /// <summary>Both on scales on which 1 is the test image itself.</summary>
    private static Variant[] Inversions(Runs runs)
    {
        Comparison Of(string quantity, Func<Inversion, double> near) =>
            runs.Compare(
                quantity,
                n => new RatioSample(
                    [.. n.Syntheses!.Inversions.Select(near)],
                    [.. n.Syntheses.Inversions.Select(_ => 1.0)]
                )
            );
        return
        [
            new("inversion: multi-scale SSIM", Of("multi-scale SSIM of inversions", i => i.Similarity)),
            new("inversion: 1 - distance per pixel value", Of("1 - distance of inversions", i => 1 - i.Distance)),
        ];
    }

    private static RatioSample Share(Syntheses drawn, Func<SynthesisJudge, bool>? judges, Func<bool, bool> counts)
    {
        double[] named = drawn.Named(judges),
            counted = [.. named.Select((_, i) => counts(i < drawn.FromNoise) ? 1.0 : 0)];
        return new([.. named.Zip(counted, (share, one) => share * one)], counted);
    }

    private static double Mean(Arm arm) => arm.Runs.Average(r => r.Value);
}
