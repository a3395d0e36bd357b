using RobustRepro.Claims;
using RobustRepro.Stimuli;
using RobustRepro.Stimuli.Conflicts;
using RobustRepro.Stimuli.Distortions;

namespace RobustRepro.Studies;

/// <summary>The stimuli that a study of photographs makes of its test images: with the texture of another, without
/// texture, without shape, one end of the spectrum alone, corrupted.</summary>
internal sealed class DerivedStimuli
{
    /// <summary>What images with the layout of one class and the texture of another are called.</summary>
    public required StimulusName Conflict { get; init; }

    /// <summary>How many of them there are of each pair of classes.</summary>
    public required int ConflictsPerPair { get; init; }

    public required int HybridsPerPair { get; init; }

    /// <summary>Corruptions other than Gaussian noise are made of the first of the test images.</summary>
    public required int CorruptedImages { get; init; }

    /// <summary>So are stylized images and texture patches, which take longest to make.</summary>
    public required int TransferredImages { get; init; }

    /// <summary>Each kind draws from the seed of its own that follows from it.</summary>
    public required long Seed { get; init; }

    private long ConflictSeed => Seed + 2;

    private long HybridSeed => Seed + 3;

    private long StyleSeed => Seed + 5;

    private long CorruptionSeed => Seed + 6;

    private long PatchSeed => Seed + 7;

    /// <param name="test">Disposed.</param>
    /// <param name="textures">Images that give their textures to the stylized ones; none of the test images.</param>
    public StimulusCollection Of(StimulusSet test, Func<StimulusSet> textures)
    {
        StimulusSet intact = Named(test, StimulusName.Intact);
        var sets = new StimulusCollection();
        sets.Add(intact);
        sets.Add(
            Conflict,
            () => StyleTransfer.Set(intact, ConflictPair.Draw(intact, ConflictsPerPair, ConflictSeed), Conflict)
        );
        AddHybrids(sets, intact);
        sets.Add(StimulusName.Contours, () => Simple("contours", intact, StimulusName.Contours));
        sets.Add(
            StimulusName.ContoursInverted,
            () => Inverted.Of(sets.Get(StimulusName.Contours), StimulusName.ContoursInverted)
        );
        sets.Add(StimulusName.Thresholded, () => Simple("thresholded", intact, StimulusName.Thresholded));
        sets.Add(
            StimulusName.Stylized,
            () =>
            {
                using StimulusSet others = textures(),
                    some = intact.First(TransferredImages);
                return StyleTransfer.Stylize(others).Apply(some, StyleSeed, StimulusName.Stylized);
            }
        );
        sets.Add(StimulusName.TexturePatches, () => TextureAlone(intact));
        sets.Add(StimulusName.Scrambled, () => Scramble.Apply(intact, StimulusName.Scrambled));
        AddCorrupted(sets, intact);
        return sets;
    }

    private static StimulusSet Simple(string distortion, StimulusSet intact, StimulusName name) =>
        DistortionCatalogue.Get(distortion).Levels[0].Apply(intact, 0, name);

    private void AddHybrids(StimulusCollection sets, StimulusSet intact)
    {
        foreach (double cutOff in StimulusName.HybridCutOffs)
        {
            StimulusName hybrid = StimulusName.Hybrid(cutOff),
                low = StimulusName.LowPass(cutOff),
                high = StimulusName.HighPass(cutOff);
            sets.Add(
                hybrid,
                () => HybridImages.Set(intact, ConflictPair.Draw(intact, HybridsPerPair, HybridSeed), cutOff, hybrid)
            );
            sets.Add(
                low,
                () =>
                    new Distortion(
                        "low-pass",
                        $"{cutOff}",
                        (images, _, _) => FrequencyFilter.LowPass(images, cutOff)
                    ).Apply(intact, 0, low)
            );
            sets.Add(
                high,
                () =>
                    new Distortion(
                        "high-pass",
                        $"{cutOff}",
                        (images, _, _) => FrequencyFilter.HighPass(images, cutOff)
                    ).Apply(intact, 0, high)
            );
        }
    }

    /// <summary>The texture statistics of each image without any layout: the transfer onto noise.</summary>
    private StimulusSet TextureAlone(StimulusSet intact)
    {
        var noise = new Distortion(
            "noise",
            "",
            (images, first, seed) => UniformNoise.Apply(images * 0 + 0.5, first, 0.5f, seed)
        );
        var synthesis = new Distortion(
            "texture",
            "",
            (images, first, seed) =>
                StyleTransfer.Apply(noise.Apply(images, first, seed), images, new() { LayoutWeight = 0 })
        );
        using StimulusSet some = intact.First(TransferredImages),
            made = synthesis.Apply(some, PatchSeed, StimulusName.TexturePatches);
        return new(made.Name, made.Classes, made.Images.alias(), [.. made.Shape.Select(_ => -1)], made.Texture);
    }

    private void AddCorrupted(StimulusCollection sets, StimulusSet intact)
    {
        foreach (DistortionSeries corruption in DistortionCatalogue.Corruptions)
        {
            foreach ((int level, Distortion distortion) in corruption.Levels.Index())
            {
                StimulusName name = StimulusName.Corrupted(corruption.Name, level + 1);
                sets.Add(
                    name,
                    () =>
                    {
                        if (corruption.Name == OodNoiseClaim.Corruption)
                            return distortion.Apply(intact, CorruptionSeed, name);
                        using StimulusSet few = intact.First(CorruptedImages);
                        return distortion.Apply(few, CorruptionSeed, name);
                    }
                );
            }
        }
    }

    private static StimulusSet Named(StimulusSet set, StimulusName name)
    {
        using (set)
            return new(name, set.Classes, set.Images.alias(), set.Shape, set.Texture);
    }
}
