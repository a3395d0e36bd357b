using RobustRepro.Probes.Trifeature;
using RobustRepro.Stimuli;
using RobustRepro.Stimuli.Distortions;
using RobustRepro.Stimuli.Trifeature;

namespace RobustRepro.Studies.Trifeature;

/// <summary>The stimuli of the trifeature study: which sets, how many images, from which seeds.</summary>
internal static class TrifeatureStimuli
{
    /// <summary>Images of the intact set and of each set derived from it.</summary>
    public const int TestImages = 500;

    /// <summary>Images per pair of shape and texture in the cue-conflict set of 90 pairs.</summary>
    public const int ImagesPerPair = 20;

    public const int ValidationImages = 500;

    /// <summary>Images of the probe: each shape and each texture is shown by about thirty, each texture at each
    /// contrast by about ten.</summary>
    public const int ProbeImages = 600;

    private const long TestSeed = 101,
        ConflictSeed = 102,
        ValidationSeed = 103,
        ProbeSeed = 104,
        FirstTrainingSeed = 1000;

    /// <summary>Training images; each training seed has its own, which S and R of that seed share.</summary>
    /// <param name="randomTexture">Whether texture says nothing of the class.</param>
    public static StimulusSet Training(int images, int seed, bool randomTexture) =>
        randomTexture
            ? TrifeatureGenerator.RandomTexture("training", images, FirstTrainingSeed + seed)
            : TrifeatureGenerator.Matched("training", images, FirstTrainingSeed + seed);

    /// <summary>For the metrics during training only: no claim sees these images.</summary>
    public static StimulusSet Validation() =>
        TrifeatureGenerator.Matched("validation", ValidationImages, ValidationSeed);

    /// <summary>Labelled images for network dissection.</summary>
    /// <param name="images">The default is the study's.</param>
    public static TrifeatureProbe Probe(int images = ProbeImages) => new(images, ProbeSeed);

    /// <summary>Every set that claims ask for, by name.</summary>
    /// <param name="images">Of the intact set; the default is the study's.</param>
    /// <param name="perPair">Of the cue-conflict set.</param>
    public static IReadOnlyDictionary<StimulusName, StimulusSet> Test(
        int images = TestImages,
        int perPair = ImagesPerPair
    )
    {
        StimulusSet Matched(StimulusName name, TrifeatureRendering rendering) =>
            TrifeatureGenerator.Matched(name, images, TestSeed, rendering);
        StimulusSet intact = Matched(StimulusName.Intact, TrifeatureRendering.Intact),
            silhouettes = Matched(StimulusName.Silhouettes, TrifeatureRendering.Silhouette),
            contours = Matched(StimulusName.Contours, TrifeatureRendering.Contour);
        StimulusSet[] sets =
        [
            intact,
            TrifeatureGenerator.CueConflict(StimulusName.CueConflict, perPair, ConflictSeed),
            silhouettes,
            contours,
            Matched(StimulusName.Flat, TrifeatureRendering.Flat),
            Matched(StimulusName.TexturePatches, TrifeatureRendering.TexturePatch),
            Scramble.Apply(intact, StimulusName.Scrambled),
            Inverted.Of(silhouettes, StimulusName.SilhouettesInverted),
            Inverted.Of(contours, StimulusName.ContoursInverted),
            DistortionCatalogue.Get("thresholded").Levels[0].Apply(intact, 0, StimulusName.Thresholded),
        ];
        return sets.ToDictionary(s => s.Name);
    }
}
