using static TorchSharp.torch;

namespace RobustRepro.Stimuli.Distortions;

/// <summary>Images faded to mid grey: contrast x image + (1 - contrast) x 0.5 (Geirhos et al. 2018, there on grey
/// images).</summary>
internal static class LowContrast
{
    private const double MidGrey = 0.5;

    /// <param name="images">float32, N x C x H x W, in [0, 1].</param>
    /// <param name="contrast">In [0, 1]; 1 leaves images as they are, 0 leaves mid grey.</param>
    public static Tensor Apply(Tensor images, double contrast)
    {
        if (!(contrast >= 0 && contrast <= 1))
            throw new ArgumentOutOfRangeException(nameof(contrast), contrast, "contrast lies between 0 and 1");
        return PerImage.Apply(images, plane => plane.Map(v => contrast * v + (1 - contrast) * MidGrey));
    }
}
