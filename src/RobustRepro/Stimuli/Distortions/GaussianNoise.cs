using RobustRepro.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Stimuli.Distortions;

/// <summary>
/// Additive Gaussian noise, independent per pixel and channel, the sum clamped to [0, 1]. The noise of an image is a
/// function of the seed and of the image's index alone, whatever the batches and whatever was drawn before.
/// </summary>
internal static class GaussianNoise
{
    /// <param name="images">float32, N x C x H x W, in [0, 1].</param>
    /// <param name="firstIndex">Index of the first image in its set.</param>
    /// <param name="std">Standard deviation in pixel values of [0, 1], not negative.</param>
    public static Tensor Apply(Tensor images, int firstIndex, float std, long seed)
    {
        if (!(std >= 0 && float.IsFinite(std)))
            throw new ArgumentOutOfRangeException(nameof(std), std, "the deviation of noise is a number, not negative");
        using DisposeScope scope = NewDisposeScope();
        long[] shape = images.shape[1..];
        Tensor noise = stack([
            .. Enumerable
                .Range(firstIndex, (int)images.shape[0])
                .Select(index =>
                {
                    using var generator = new Generator(new SplitMixRandom(seed, index).NextBits());
                    return randn(shape, generator: generator);
                }),
        ]);
        return noise.to(images.device).mul_(std).add_(images).clamp_(0, 1).MoveToOuterDisposeScope();
    }

    /// <summary>The set with noise on every image, rounded to 8 bits as in an image file; labels stay.</summary>
    public static StimulusSet Apply(StimulusSet set, float std, long seed, StimulusName name) =>
        new Distortion(name.Text, $"{std}", (images, first, s) => Apply(images, first, std, s)).Apply(set, seed, name);
}
