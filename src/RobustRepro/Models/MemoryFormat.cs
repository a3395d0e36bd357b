using static TorchSharp.torch;

namespace RobustRepro.Models;

/// <summary>
/// TorchSharp has no memory_format argument, but libtorch goes by strides: a tensor laid out N, H, W, C in memory and
/// viewed as N, C, H, W takes the channels-last kernels, a fifth faster for these networks.
/// </summary>
public static class MemoryFormat
{
    /// <summary>These N x C x H x W values with channels last in memory.</summary>
    public static Tensor ChannelsLast(Tensor images)
    {
        using Tensor nhwc = images.permute(0, 2, 3, 1);
        using Tensor packed = nhwc.contiguous();
        return packed.permute(0, 3, 1, 2);
    }
}
