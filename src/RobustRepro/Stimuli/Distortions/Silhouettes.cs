using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Stimuli.Distortions;

/// <summary>
/// Objects in black on white, from masks of what belongs to them. An image alone does not say which of its pixels are
/// the object's, and nothing here guesses: photographs without masks have no silhouettes (the paper took them from a
/// segmentation network; those of Geirhos et al. 2019 were drawn by hand and are stimuli of their own).
/// </summary>
public static class Silhouettes
{
    /// <param name="masks">bool, N x H x W: true inside the object.</param>
    /// <returns>float32, N x 3 x H x W.</returns>
    public static Tensor Apply(Tensor masks)
    {
        if (masks.dtype != ScalarType.Bool || masks.dim() != 3)
            throw new ArgumentException(
                $"silhouettes need masks, bool N x H x W, not {masks.dtype} {string.Join("x", masks.shape)}",
                nameof(masks)
            );
        using DisposeScope scope = NewDisposeScope();
        return masks.logical_not().to(float32).unsqueeze(1).repeat(1, 3, 1, 1).MoveToOuterDisposeScope();
    }
}
