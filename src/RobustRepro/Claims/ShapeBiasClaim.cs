using RobustRepro.Measures;
using RobustRepro.Statistics;
using RobustRepro.Stimuli;

namespace RobustRepro.Claims;

/// <summary>The paper's first finding: R decides by shape where S decides by texture.</summary>
public sealed class ShapeBiasClaim : Claim
{
    /// <summary>Sets that show the shape without its texture, the purest first.</summary>
    private static readonly string[] ShapesAlone = [StimulusSets.Silhouettes, StimulusSets.Stylized];

    public override string Id => "shape-bias";

    public override string Statement =>
        "On images whose shape and texture stand for different classes, the adversarially trained network "
        + "goes by shape more often than the standard one.";

    public override string Paper =>
        "Abstract: standard ImageNet classifiers have a strong texture bias, their R counterparts rely "
        + "heavily on shapes. Tested on the cue-conflict images of Geirhos et al. (2019), for AlexNet, "
        + "GoogLeNet and ResNet-50.";

    public override string Prediction => "shape bias: R - S > 0";

    public override string Measure =>
        "Shape bias: of the decisions for either cue of cue-conflict images, the share for shape.";

    public override string Validity =>
        "S recognises each cue alone (texture patches; silhouettes, or images with the texture of others) "
        + "above chance; where these were not shown, both networks hit either cue of cue-conflict images more "
        + "often than chance.";

    public override string Reading =>
        "Shape bias compares the two cues where they disagree, not how well either is known: a network can "
        + "gain shape bias by losing texture. The accuracies on each cue alone, under the numbers, tell the two apart.";

    public override string Quantity => "shape bias";

    public override int PredictedSign => 1;

    public override IReadOnlyList<string> Needs => [StimulusSets.CueConflict];

    public override IReadOnlyList<string> Uses =>
        [
            StimulusSets.CueConflict,
            StimulusSets.CueConflictCropped,
            StimulusSets.PublishedConflict,
            StimulusSets.PublishedConflictAllClasses,
            StimulusSets.TexturePatches,
            .. ShapesAlone,
        ];

    public override IReadOnlyList<string> DecidedOn => [StimulusSets.CueConflict];

    public override IReadOnlyList<string> Deviations =>
        [
            "trifeature and cifar10: the answer is one of 10 classes directly; the paper maps 1000 ImageNet "
                + "classes to 16 categories first.",
            "cifar10: conflicts are made of its own images, 32 x 32, by replacing texture statistics; the "
                + "published stimuli, shrunk to that size, are sensitivity rows.",
            "imagenet: the 224 x 224 stimuli are shown as they are, as model-vs-human does; the paper's "
                + "code enlarges them to 256 and cuts 224 out, which is a sensitivity row. Texture patches "
                + "are not published, so the validity check is that both networks hit either cue more often "
                + "than chance.",
            "The decisions study judges whichever networks the user names: no adversarially trained ones "
                + "are among the published decisions, and two standard networks of different origin can differ as much.",
        ];

    public override Measured Read(NetworkMeasurements standard, NetworkMeasurements robust)
    {
        Decisions s = standard.Decisions[StimulusSets.CueConflict],
            r = robust.Decisions[StimulusSets.CueConflict];
        var primary = new Comparison(Quantity, ShapeBias.Sample(s), ShapeBias.Sample(r));
        var decided = new Comparison(
            "decisions for either cue",
            ShapeBias.DecidedSample(s),
            ShapeBias.DecidedSample(r)
        );
        List<Comparison> reported = [decided];
        string? invalid;
        if (
            standard.Decisions.ContainsKey(StimulusSets.TexturePatches)
            && ShapesAlone.FirstOrDefault(standard.Decisions.ContainsKey) is { } shapes
        )
        {
            Comparison patches = CompareAccuracy(
                "accuracy, texture patches",
                StimulusSets.TexturePatches,
                standard,
                robust
            );
            Comparison shapesAlone = CompareAccuracy($"accuracy, {shapes}", shapes, standard, robust);
            reported.AddRange([patches, shapesAlone]);
            invalid = CueUnknown(patches, s.Categories.Count) ?? CueUnknown(shapesAlone, s.Categories.Count);
        }
        else
        {
            double chance = 2.0 / s.Categories.Count,
                least = Math.Min(LowerBound(decided.Standard), LowerBound(decided.Robust));
            invalid =
                least > chance
                    ? null
                    : $"a network is not shown to hit either cue more often than chance ({chance:0.000})";
        }
        return new(primary, invalid, reported) { Variants = [.. Variants(standard, robust)] };
    }

    private IEnumerable<Variant> Variants(NetworkMeasurements standard, NetworkMeasurements robust)
    {
        if (
            standard.Decisions.TryGetValue(StimulusSets.CueConflictCropped, out Decisions? s)
            && robust.Decisions.TryGetValue(StimulusSets.CueConflictCropped, out Decisions? r)
        )
            yield return new(
                "images resized to 256 and cropped to 224 (as the authors did)",
                new(Quantity, ShapeBias.Sample(s), ShapeBias.Sample(r))
            );
        foreach (string set in new[] { StimulusSets.PublishedConflict, StimulusSets.PublishedConflictAllClasses })
        {
            if (standard.Decisions.TryGetValue(set, out s) && robust.Decisions.TryGetValue(set, out r))
                yield return new(set, new(Quantity, ShapeBias.Sample(s), ShapeBias.Sample(r)), TextureUnseen(s));
        }
    }

    /// <summary>No texture was shown alone at this size; what S answers to the conflicts themselves has to tell whether
    /// it saw the texture.</summary>
    private static string? TextureUnseen(Decisions standard)
    {
        RatioSample texture = RatioSample.Share(
            Enumerable
                .Range(0, standard.Count)
                .Where(i => standard.Shape[i] != standard.Texture[i])
                .Select(i => standard.Response[i] == standard.Texture[i])
        );
        double chance = 1.0 / standard.Categories.Count;
        return LowerBound(texture) > chance
            ? null
            : $"S is not shown to answer with the texture of these images more often than chance "
                + $"({texture.Value:0.000}, interval from {LowerBound(texture):0.000}; chance {chance:0.000})";
    }

    private static string? CueUnknown(Comparison alone, int classes) =>
        LowerBound(alone.Standard) > 1.0 / classes
            ? null
            : $"S is not shown to recognise one cue alone ({alone.Quantity}) above chance, {1.0 / classes:0.000}";
}
