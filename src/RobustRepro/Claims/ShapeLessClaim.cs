using RobustRepro.Measures;
using RobustRepro.Stimuli;

namespace RobustRepro.Claims;

/// <summary>R is worse where shape is gone.</summary>
public sealed class ShapeLessClaim : Claim
{
    public override string Id => "shape-less";

    public override string Statement =>
        "The adversarially trained network recognises images with destroyed shape worse than the standard one.";

    public override string Paper =>
        "The counterpart on images without shape: 2 x 2 scrambled versions of the images that both networks "
        + "get right (ImageNet-CL).";

    public override string Prediction => "accuracy on scrambled images: R - S < 0";

    public override string Measure =>
        "Accuracy on 2 x 2 scrambled images, over the images that both networks get right when intact.";

    public override string Validity =>
        "At least 50 intact images are known to both networks, and one network is above chance on the scrambled ones.";

    public override string Reading =>
        "Scrambling breaks the outline and keeps texture within the tiles. Contradicted: R answers "
        + "scrambled images better than S, so it does not depend on the whole outline, whatever its shape "
        + "bias on cue conflicts.";

    public override string Quantity => "accuracy on scrambled images";

    public override int PredictedSign => -1;

    public override IReadOnlyList<string> Needs => [StimulusSets.Intact, StimulusSets.Scrambled];

    public override IReadOnlyList<string> Uses => [.. Needs, StimulusSets.TexturePatches];

    public override IReadOnlyList<string> DecidedOn => [StimulusSets.Scrambled];

    public override IReadOnlyList<string> Deviations =>
        [
            "The permutation is the one the paper's code draws from its seed, the same for every image. On "
                + "imagenet photographs are scrambled after they were resized and cropped to 224 x 224, as "
                + "the paper's were.",
        ];

    public override Measured Read(NetworkMeasurements standard, NetworkMeasurements robust)
    {
        Comparison primary = CompareOnImagesBothKnow(Quantity, [StimulusSets.Scrambled], standard, robust);
        int classes = standard.Decisions[StimulusSets.Intact].Categories.Count;
        List<Comparison> reported =
        [
            CompareAccuracy("scrambled, all images", StimulusSets.Scrambled, standard, robust),
        ];
        if (standard.Decisions.ContainsKey(StimulusSets.TexturePatches))
            reported.Add(CompareAccuracy("texture patches", StimulusSets.TexturePatches, standard, robust));
        return new(primary, InvalidUnlessAboveChance(primary, classes), reported);
    }
}
