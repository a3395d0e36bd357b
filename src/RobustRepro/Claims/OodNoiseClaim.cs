using RobustRepro.Measures;
using RobustRepro.Stimuli;

namespace RobustRepro.Claims;

/// <summary>An extension of the paper: what smooth filters should be worth under noise that no attack made.</summary>
public sealed class OodNoiseClaim : Claim
{
    /// <summary>As CIFAR-10-C names it.</summary>
    public const string Corruption = "gaussian_noise";

    private static readonly string[] Noisy =
    [
        .. StimulusSets.Severities.Select(s => StimulusSets.Corrupted(Corruption, s)),
    ];

    public override string Id => "ood-noise";

    public override string Statement =>
        "The adversarially trained network recognises images under additive noise better than the standard one.";

    public override string Paper =>
        "The counterpart on outputs of the paper's account of smooth filters, which block pixel-wise noise. "
        + "Severities are those of Hendrycks and Dietterich (2019).";

    public override string Prediction => "accuracy under Gaussian noise: R - S > 0";

    public override string Measure =>
        "Accuracy on images with Gaussian noise of severity 1 to 5 together, over the images that both "
        + "networks get right when intact.";

    public override string Validity =>
        "At least 50 intact images are known to both networks, and one network is above chance on the noisy ones.";

    public override string Reading =>
        "Only images count that both networks know when clean, so R is not charged for its lower clean "
        + "accuracy; over all images, in the sensitivity row, it is. Other corruptions stand in a table of their own.";

    public override string Quantity => "accuracy under noise";

    public override int PredictedSign => 1;

    public override IReadOnlyList<string> Needs => [StimulusSets.Intact, .. Noisy];

    public override IReadOnlyList<string> DecidedOn => Noisy;

    public override IReadOnlyList<string> Deviations =>
        [
            "An extension: the paper measures noise in activation maps, not in answers.",
            "imagenet: the severities of ImageNet-C (standard deviations 0.08 to 0.38), without its JPEG "
                + "compression after the noise, on the first 5,000 photographs unless set otherwise.",
        ];

    public override Measured Read(NetworkMeasurements standard, NetworkMeasurements robust)
    {
        Comparison primary = CompareOnImagesBothKnow(Quantity, Noisy, standard, robust);
        int classes = standard.Decisions[StimulusSets.Intact].Categories.Count;
        return new(
            primary,
            InvalidUnlessAboveChance(primary, classes),
            [
                .. Noisy.Select(set => CompareOnImagesBothKnow($"{set}, images both know", [set], standard, robust)),
                .. Noisy.Select(set => CompareAccuracy($"{set}, all images", set, standard, robust)),
            ]
        )
        {
            Variants =
            [
                new(
                    "all images, also those a network does not know when clean",
                    CompareOnAllImages(Quantity, Noisy, standard, robust)
                ),
            ],
        };
    }
}
