using RobustRepro.Statistics;
using RobustRepro.Stimuli;

namespace RobustRepro.Claims;

/// <summary>What smooth filters should be worth under noise that no attack made.</summary>
public sealed class OodNoiseClaim() : Claim("ood-noise", "accuracy under noise", Sign.Positive)
{
    /// <summary>As CIFAR-10-C names it.</summary>
    public const string Corruption = "gaussian_noise";

    private static readonly StimulusName[] Noisy =
    [
        .. StimulusName.Severities.Select(s => StimulusName.Corrupted(Corruption, s)),
    ];

    public override IReadOnlyList<StimulusName> Needs => [StimulusName.Intact, .. Noisy];

    public override IReadOnlyList<StimulusName> Uses =>
        [StimulusName.Intact, .. Noisy, .. CorruptionRows.Sets.Except(Noisy)];

    public override IReadOnlyList<StimulusName> UsesToDecide => Needs;

    public override IReadOnlyList<StimulusName> DecidedOn => Noisy;

    public override Measured Read(Runs runs)
    {
        Comparison primary = Comparisons.OnImagesEachKnows(Quantity, Noisy, runs);
        int classes = runs.Standard[0].Decisions[StimulusName.Intact].Categories.Count;
        return new(
            primary,
            Comparisons.InvalidUnlessAboveChance(primary, classes),
            [
                .. Noisy.Select(set => Comparisons.OnImagesEachKnows($"{set}, images each network knows", [set], runs)),
                .. Noisy.Select(set => Comparisons.Accuracy($"{set}, all images", set, runs)),
                .. CorruptionRows.Of(runs),
            ]
        )
        {
            Variants = Comparisons.OtherImages(Quantity, Noisy, runs),
        };
    }
}
