using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace RobustRepro.Models;

/// <summary>
/// A convolution and the batch norm after it. In evaluation mode batch norm is a scale and a shift per channel, so both
/// become one convolution with scaled weights, which spares an attack's passes the work of a layer.
/// </summary>
internal static class FoldedNorm
{
    /// <param name="convolution">Without bias; square kernel, stride and padding.</param>
    public static Tensor Apply(Conv2d convolution, BatchNorm2d norm, Tensor input)
    {
        if (norm.training)
            return norm.call(convolution.call(input));
        using DisposeScope scope = NewDisposeScope();
        (Tensor weight, Tensor shift) = Folded(convolution.weight!, norm);
        return F.conv2d(
                input,
                weight,
                shift,
                [convolution.stride[0], convolution.stride[0]],
                [convolution.padding![0], convolution.padding[0]]
            )
            .MoveToOuterDisposeScope();
    }

    public static Tensor Apply(StemConvolution convolution, BatchNorm2d norm, Tensor input)
    {
        if (norm.training)
            return norm.call(convolution.call(input));
        using DisposeScope scope = NewDisposeScope();
        (Tensor weight, Tensor shift) = Folded(convolution.Kernel, norm);
        return convolution.Convolve(input, weight, shift).MoveToOuterDisposeScope();
    }

    private static (Tensor Weight, Tensor Shift) Folded(Tensor weight, BatchNorm2d norm)
    {
        return KeptFolds.Of(norm) is { } kept ? kept.Get(norm, Fold) : Fold();

        (Tensor, Tensor) Fold()
        {
            Tensor scale = norm.weight! * (norm.running_var! + norm.eps).rsqrt();
            return (weight * scale.view(-1, 1, 1, 1), norm.bias! - norm.running_mean! * scale);
        }
    }
}
