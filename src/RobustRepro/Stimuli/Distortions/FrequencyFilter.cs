using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Stimuli.Distortions;

/// <summary>Gaussian filters in space, radius 4 sigma, the image mirrored at its border (SciPy's "reflect").</summary>
internal static class FrequencyFilter
{
    /// <summary>The image blurred: what is coarser than about sigma remains.</summary>
    /// <param name="images">float32, N x C x H x W, in [0, 1].</param>
    /// <param name="sigma">In pixels; 0 leaves images as they are.</param>
    public static Tensor LowPass(Tensor images, double sigma)
    {
        _ = GaussianFilter.Kernel(sigma);
        return PerImage.Apply(images, plane => GaussianFilter.Apply(plane, sigma, Border.Reflect));
    }

    /// <summary>The image minus the blurred image, around mid grey, clamped to [0, 1]: what is finer than about sigma
    /// remains.</summary>
    /// <inheritdoc cref="LowPass"/>
    /// <param name="images">float32, N x C x H x W, in [0, 1].</param>
    /// <param name="sigma">In pixels; the smaller, the less remains, and 0 leaves mid grey.</param>
    public static Tensor HighPass(Tensor images, double sigma)
    {
        using DisposeScope scope = NewDisposeScope();
        return images.sub(LowPass(images, sigma)).add_(0.5).clamp_(0, 1).MoveToOuterDisposeScope();
    }
}
