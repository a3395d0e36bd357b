namespace RobustRepro.Claims;

/// <summary>R is better where texture is gone.</summary>
public sealed class TextureLessClaim : Claim
{
    private static readonly string[] WithoutTexture = [StimulusSets.Silhouettes, StimulusSets.Contours, StimulusSets.Flat];

    public override string Id => "texture-less";

    public override string Statement => "The adversarially trained network recognises images without texture better than the standard one.";

    public override string Paper => "The experiment on distorted images behind the abstract's claim that R relies on shapes: silhouettes, contours and stylized versions of the images that both networks get right (ImageNet-CL).";

    public override string Prediction => "accuracy without texture: R - S > 0";

    public override string Measure => "Accuracy on silhouettes, contours and flat-coloured versions together, over the images that both networks get right when intact.";

    public override string Validity => "At least 50 intact images are known to both networks, and one network is above chance on the distorted ones.";

    public override string Reading => "Supported: what is left when texture goes is worth more to R than to S. Only images count that both networks know when intact, so a less accurate R is not charged for its errors elsewhere.";

    public override string Quantity => "accuracy without texture";

    public override int PredictedSign => 1;

    public override IReadOnlyList<string> Needs => [StimulusSets.Intact, .. WithoutTexture];

    public override IReadOnlyList<string> DecidedOn => WithoutTexture;

    public override IReadOnlyList<string> Deviations =>
    [
        "Flat-coloured images take the place of stylized ones on trifeature, where the texture can be left out exactly; replaced textures are the cue-conflict images.",
        "Contours are drawn from the exact outline, not by an edge detector.",
    ];

    public override Measured Read(NetworkMeasurements standard, NetworkMeasurements robust)
    {
        Comparison primary = CompareOnImagesBothKnow(Quantity, WithoutTexture, standard, robust);
        int classes = standard.Decisions[StimulusSets.Intact].Categories.Count;
        return new(primary, InvalidUnlessAboveChance(primary, classes),
        [
            .. WithoutTexture.Select(set => CompareOnImagesBothKnow($"{set}, images both know", [set], standard, robust)),
            .. WithoutTexture.Select(set => CompareAccuracy($"{set}, all images", set, standard, robust)),
        ]);
    }
}
