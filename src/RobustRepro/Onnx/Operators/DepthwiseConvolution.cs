using RobustRepro.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Onnx.Operators;

/// <summary>A convolution of each channel with a filter of its own, as MobileNets have it. Without oneDNN libtorch goes
/// through such a convolution channel by channel, which takes ten times as long as adding up the image, shifted and
/// scaled, once per weight of a filter.</summary>
internal static class DepthwiseConvolution
{
    /// <summary>Larger filters would take too many sums.</summary>
    private const long MostWeights = 49;

    /// <summary>Whether it is faster than libtorch's own here.</summary>
    public static bool Fits(Tensor x, Tensor weight, long groups) =>
        ConvolutionKernels.WithoutOneDnn
        && x.device_type == DeviceType.CPU
        && x.dim() == 4
        && groups > 1
        && groups == x.shape[1]
        && weight.shape[0] == groups
        && weight.shape[2] * weight.shape[3] <= MostWeights;

    /// <param name="x">N x C x H x W, padded.</param>
    /// <param name="weight">C x 1 x height x width.</param>
    public static Tensor Apply(Tensor x, Tensor weight, Tensor? bias, long[] strides, long[] dilations)
    {
        long height = (x.shape[2] - (weight.shape[2] - 1) * dilations[0] - 1) / strides[0] + 1,
            width = (x.shape[3] - (weight.shape[3] - 1) * dilations[1] - 1) / strides[1] + 1;
        Tensor? sum = bias?.view(1, -1, 1, 1);
        for (long i = 0; i < weight.shape[2]; i++)
        for (long j = 0; j < weight.shape[3]; j++)
        {
            long top = i * dilations[0],
                left = j * dilations[1];
            Tensor shifted = x.slice(2, top, top + (height - 1) * strides[0] + 1, strides[0])
                    .slice(3, left, left + (width - 1) * strides[1] + 1, strides[1]),
                scale = weight.select(3, j).select(2, i).view(1, -1, 1, 1);
            sum = sum is null ? shifted * scale : addcmul(sum, shifted, scale, 1);
        }
        return sum!;
    }
}
