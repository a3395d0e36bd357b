using RobustRepro.Measures;
using RobustRepro.Stimuli;

namespace RobustRepro.Claims;

/// <summary>R is better where texture is gone.</summary>
public sealed class TextureLessClaim : Claim
{
    private static readonly string[] WithoutTexture =
    [
        StimulusSets.Silhouettes,
        StimulusSets.Contours,
        StimulusSets.Flat,
        StimulusSets.Stylized,
    ];

    public override string Id => "texture-less";

    public override string Statement =>
        "The adversarially trained network recognises images without texture better than the standard one.";

    public override string Paper =>
        "The experiment on distorted images behind the abstract's claim that R relies on shapes: "
        + "silhouettes, contours and stylized versions of the images that both networks get right (ImageNet-CL).";

    public override string Prediction => "accuracy without texture: R - S > 0";

    public override string Measure =>
        "Accuracy on silhouettes, contours, flat-coloured and stylized versions together, those of them "
        + "that the study has, over the images that both networks get right when intact.";

    public override string Validity =>
        "At least 50 intact images are known to both networks, and one network is above chance on the distorted ones.";

    public override string Reading =>
        "Supported: what is left when texture goes is worth more to R than to S. Only images count that "
        + "both networks know when intact, so a less accurate R is not charged for its errors elsewhere.";

    public override string Quantity => "accuracy without texture";

    public override int PredictedSign => 1;

    public override IReadOnlyList<string> Needs => [StimulusSets.Intact];

    public override IReadOnlyList<string> Uses =>
        [StimulusSets.Intact, .. WithoutTexture, StimulusSets.Edges, StimulusSets.PublishedSilhouettes];

    public override IReadOnlyList<string> DecidedOn => WithoutTexture;

    public override IReadOnlyList<string> Deviations =>
        [
            "trifeature: flat-coloured images take the place of stylized ones, since there the texture can "
                + "be left out exactly; replaced textures are the cue-conflict images.",
            "trifeature: contours are drawn from the exact outline, not by an edge detector.",
            "cifar10: no silhouettes, since nobody segmented the images; contours by the paper's edge "
                + "detector and its parameters; stylized images carry the texture of another photograph, not "
                + "of a painting.",
            "imagenet: contours and stylized photographs decide, the stylized ones only where the user has "
                + "them. The paper's silhouettes of ImageNet's own photographs come from a segmenter and are "
                + "not published; those of Geirhos et al. stand beside the claim, since their photographs are "
                + "not among ImageNet's validation images.",
        ];

    public override bool AppliesTo(NetworkMeasurements network) =>
        base.AppliesTo(network) && SetsOf(network).Length > 0;

    /// <summary>Those of the sets without texture that a network was shown and that were made from the intact images:
    /// what it knows of these says nothing about stimuli made from others.</summary>
    public static string[] SetsOf(NetworkMeasurements network) =>
        [
            .. WithoutTexture.Where(set =>
                network.Decisions.TryGetValue(set, out Decisions? answers)
                && answers.Images.SequenceEqual(network.Decisions[StimulusSets.Intact].Images.Take(answers.Count))
            ),
        ];

    public override Measured Read(NetworkMeasurements standard, NetworkMeasurements robust)
    {
        string[] sets = SetsOf(standard);
        Comparison primary = CompareOnImagesBothKnow(Quantity, sets, standard, robust);
        int classes = standard.Decisions[StimulusSets.Intact].Categories.Count;
        return new(
            primary,
            InvalidUnlessAboveChance(primary, classes),
            [
                .. sets.Select(set => CompareOnImagesBothKnow($"{set}, images both know", [set], standard, robust)),
                .. Uses.Skip(1)
                    .Where(standard.Decisions.ContainsKey)
                    .Select(set => CompareAccuracy($"{set}, all images", set, standard, robust)),
            ]
        );
    }
}
