using RobustRepro.Measures;
using RobustRepro.Statistics;
using RobustRepro.Stimuli;

namespace RobustRepro.Claims;

/// <summary>An extension of the paper: what smooth filters should be worth under noise that no attack made.</summary>
public sealed class OodNoiseClaim() : Claim("ood-noise", "accuracy under noise", Sign.Positive)
{
    public override bool IsExtension => true;

    /// <summary>As CIFAR-10-C names it.</summary>
    public const string Corruption = "gaussian_noise";

    private static readonly StimulusName[] Noisy =
    [
        .. StimulusName.Severities.Select(s => StimulusName.Corrupted(Corruption, s)),
    ];

    public override IReadOnlyList<StimulusName> Needs => [StimulusName.Intact, .. Noisy];

    public override IReadOnlyList<StimulusName> DecidedOn => Noisy;

    public override Measured Read(NetworkMeasurements standard, NetworkMeasurements robust)
    {
        Comparison primary = Comparisons.OnImagesBothKnow(Quantity, Noisy, standard, robust);
        int classes = standard.Decisions[StimulusName.Intact].Categories.Count;
        return new(
            primary,
            Comparisons.InvalidUnlessAboveChance(primary, classes),
            [
                .. Noisy.Select(set =>
                    Comparisons.OnImagesBothKnow($"{set}, images both know", [set], standard, robust)
                ),
                .. Noisy.Select(set => Comparisons.Accuracy($"{set}, all images", set, standard, robust)),
            ]
        )
        {
            Variants =
            [
                new(
                    "all images, also those a network does not know when clean",
                    Comparisons.OnAllImages(Quantity, Noisy, standard, robust)
                ),
            ],
        };
    }
}
