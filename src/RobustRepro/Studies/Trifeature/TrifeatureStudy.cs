using RobustRepro.Attacks;
using RobustRepro.Claims;
using RobustRepro.Measuring;
using RobustRepro.Models;
using RobustRepro.Probes;
using RobustRepro.Probes.Trifeature;
using RobustRepro.Stimuli;
using RobustRepro.Stimuli.Trifeature;
using TorchSharp;

namespace RobustRepro.Studies.Trifeature;

/// <summary>The embedded study: generated images of a shape with a texture and a colour, and networks whose weights
/// come with the suite.</summary>
/// <param name="inputs">Weights elsewhere, or pairs of weight files to be judged in place of the study's networks; null
/// for what comes with the suite.</param>
public sealed class TrifeatureStudy(StudyInputs? inputs = null, torch.Device? device = null)
    : BuiltInStudy("trifeature", inputs ?? StudyInputs.None, device)
{
    private readonly Lazy<IReadOnlyDictionary<string, StimulusSet>> sets = new(() => TrifeatureStimuli.Test());
    private readonly Lazy<TrifeatureProbe> probe = new(() => TrifeatureStimuli.Probe());

    public override string Description =>
        $"Generated 64 x 64 images of ten shapes with ten textures in free colours (after Hermann and "
        + $"Lampinen 2020): {TrifeatureStimuli.TestImages} test images, "
        + $"each also as silhouette, contour, flat, texture patch and scrambled, and "
        + $"{90 * TrifeatureStimuli.ImagesPerPair} cue-conflict images over all 90 pairs of shape and texture.";

    public override IReadOnlyList<Claim> Claims => ClaimRegistry.OfThePaper;

    public override AttackGrid Attacks { get; } = new(Norm.L2, [0.5f, 1, 2, 3], TrainingEps: 2, Steps: 20, Images: 200);

    public override IReadOnlyDictionary<string, IStimulusSet> Stimuli =>
        sets.Value.ToDictionary(p => p.Key, p => (IStimulusSet)p.Value);

    public override IProbe Probe => probe.Value;

    public override IReadOnlySet<int> UnseenConcepts => TrifeatureProbe.Unseen;

    public override IReadOnlyList<(string Key, string Value)> Provenance =>
        [("stimuli", $"{Description} SHA-256 of all pixels {Hash(sets.Value.Values)}"), ("attack", Attacks.ToString())];

    public override IReadOnlyDictionary<string, string> Remarks { get; } =
        new Dictionary<string, string>
        {
            ["shape-bias"] =
                "The texture is faint by construction (0.12 of the range of pixels) and the outline is not, "
                + "so that shape is the cue that withstands the attack: the claim is given its best chance here.",
            ["shape-less"] =
                "A tile of a scrambled image still holds a quarter of the outline and, where the object is "
                + "large, whole corners of it: scrambling takes less of the shape away than from a photograph.",
            ["lower-level"] =
                "The only robust cue of these images is the shape. A network that withstands the attack has "
                + "to see it and needs units that do; photographs have robust textures and colours too.",
            ["less-diverse"] =
                "Concepts are combined freely on the probe, so that a unit cannot have two because they go "
                + "together in the world.",
        };

    protected override IReadOnlyList<int> Seeds(string architecture) => [0, 1, 2];

    protected override IReadOnlyList<int> ControlSeeds(string architecture) => [3, 4, 5];

    protected override NormalizedModel CreateUntrained(Architecture architecture) =>
        ModelRegistry.Create(architecture, TrifeatureScene.Size, TrifeatureGenerator.ClassCount, Normalization.Centred);

    protected override UnitMeasurer CreateUnitMeasurer(torch.Device? device) =>
        new(
            new(() => Probe),
            new(() => sets.Value[StimulusSets.Intact]),
            new(() => sets.Value[StimulusSets.CueConflict]),
            device
        );
}
