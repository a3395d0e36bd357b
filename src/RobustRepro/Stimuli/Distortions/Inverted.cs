using static TorchSharp.torch;

namespace RobustRepro.Stimuli.Distortions;

/// <summary>Images in the other polarity: black for white, white for black.</summary>
internal static class Inverted
{
    /// <summary>The set with 255 - x for every value x of every pixel; labels stay.</summary>
    public static StimulusSet Of(StimulusSet set, StimulusName name)
    {
        using Tensor images = set.Images.bitwise_not();
        return new(name, set.Classes, images.alias(), set.Shape, set.Texture);
    }
}
