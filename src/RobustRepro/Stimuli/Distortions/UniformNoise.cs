using RobustRepro.Runtime;
using static TorchSharp.torch;

namespace RobustRepro.Stimuli.Distortions;

/// <summary>
/// Additive noise, uniform in [-width, width) and independent per pixel and channel, the sum clamped to [0, 1] (Geirhos
/// et al. 2018, there on grey images). The noise of an image is a function of the seed and of the image's index alone.
/// </summary>
internal static class UniformNoise
{
    /// <param name="images">float32, N x C x H x W, in [0, 1].</param>
    /// <param name="firstIndex">Index of the first image in its set.</param>
    /// <param name="width">Half the range, in pixel values of [0, 1], not negative.</param>
    public static Tensor Apply(Tensor images, int firstIndex, float width, long seed)
    {
        if (!(width >= 0 && float.IsFinite(width)))
            throw new ArgumentOutOfRangeException(nameof(width), width, "the width of noise is a number, not negative");
        return PerImage.Apply(
            images,
            firstIndex,
            seed,
            (Plane[] image, ref SplitMixRandom random) =>
            {
                var noisy = new Plane[image.Length];
                for (int c = 0; c < image.Length; c++)
                {
                    noisy[c] = new(image[c].Height, image[c].Width);
                    for (int p = 0; p < noisy[c].Values.Length; p++)
                        noisy[c].Values[p] = image[c].Values[p] + random.Uniform(-width, width);
                }
                return noisy;
            }
        );
    }
}
