using RobustRepro.Imaging;
using RobustRepro.Stimuli.Distortions;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Stimuli.Conflicts;

/// <summary>
/// Hybrid images (Oliva, Torralba and Schyns 2006): the low frequencies of one image plus the high frequencies of
/// another. Both halves are cut with one Gaussian; there, each has its own and the two are further apart.
/// </summary>
internal static class HybridImages
{
    /// <summary>Blurred coarse image + fine image - blurred fine image, clamped to [0, 1].</summary>
    /// <param name="coarse">float32, N x 3 x H x W, in [0, 1].</param>
    /// <param name="fine">Of the same shape.</param>
    /// <param name="sigma">Of the Gaussian, in pixels; the larger, the more is left to the fine image. At 0 the coarse
    /// image is all.</param>
    public static Tensor Make(Tensor coarse, Tensor fine, double sigma)
    {
        Pixels.RequireUnitRange(coarse);
        Pixels.RequireUnitRange(fine);
        if (!coarse.shape.SequenceEqual(fine.shape))
            throw new ArgumentException(
                $"the two halves of hybrid images must be alike, not {string.Join("x", coarse.shape)} and "
                    + $"{string.Join("x", fine.shape)}",
                nameof(fine)
            );
        using DisposeScope scope = NewDisposeScope();
        return FrequencyFilter
            .LowPass(coarse, sigma)
            .add_(fine.sub(FrequencyFilter.LowPass(fine, sigma)))
            .clamp_(0, 1)
            .MoveToOuterDisposeScope();
    }

    /// <summary>A hybrid per pair: the shape label is the class of the coarse half, the texture label that of the fine
    /// one.</summary>
    /// <param name="set">The images that the pairs index.</param>
    /// <param name="pairs">From <see cref="ConflictPair.Draw"/>; the same pairs at every cut-off make the sets
    /// comparable image by image.</param>
    public static StimulusSet Set(
        StimulusSet set,
        IReadOnlyList<ConflictPair> pairs,
        double sigma,
        StimulusName name
    ) => ConflictSet.Build(set, pairs, name, (coarse, fine) => Make(coarse, fine, sigma));
}
