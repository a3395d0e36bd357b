using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using F = TorchSharp.torch.nn.functional;

namespace RobustRepro.Models;

/// <summary>
/// The first convolution of a network. A strided one can be computed over blocks of stride x stride pixels, the same
/// sums in another order: 7x7 with stride 2 becomes 4x4 over 2x2 blocks. The gradient with respect to the image, which
/// an attack asks for at every step, then takes half the time.
/// </summary>
internal sealed class StemConvolution : Module<Tensor, Tensor>, IConvolutionKernel
{
    private readonly Parameter weight;
    private readonly Parameter? bias;
    private readonly int stride;
    private readonly int padding;
    private readonly bool alwaysInBlocks;

    /// <param name="stride">Images whose sides it does not divide are convolved plainly.</param>
    public StemConvolution(int outputs, int kernel, int stride, int padding, bool bias)
        : base(nameof(StemConvolution))
    {
        this.stride = stride;
        this.padding = padding;
        using Conv2d initial = Conv2d(3, outputs, kernel, bias: bias);
        weight = Parameter(initial.weight!.detach().clone());
        if (bias)
            this.bias = Parameter(initial.bias!.detach().clone());
        RegisterComponents();
    }

    /// <summary>That of the Small networks: 7x7 with stride 2 for 64 x 64 images, 5x5 with stride 1 for 32 x
    /// 32.</summary>
    public StemConvolution(int inputSize, int outputs, bool bias)
        : this(outputs, inputSize == 64 ? 7 : 5, inputSize == 64 ? 2 : 1, inputSize == 64 ? 3 : 2, bias)
    {
        if (inputSize is not (64 or 32))
            throw new ArgumentOutOfRangeException(
                nameof(inputSize),
                inputSize,
                "the Small networks take 64 x 64 or 32 x 32 images"
            );
        // at these sizes blocks cost an inference nothing, and all passes see the same sums
        alwaysInBlocks = true;
    }

    /// <summary>Outputs x 3 x height x width: the plain kernel, however it is computed.</summary>
    public Tensor Kernel => weight;

    public override Tensor forward(Tensor input) => Convolve(input, weight, bias);

    /// <param name="kernel">In place of <see cref="Kernel"/>: scaled, as batch norm does in evaluation mode.</param>
    /// <param name="shift">Bias per output channel, or null.</param>
    public Tensor Convolve(Tensor input, Tensor kernel, Tensor? shift)
    {
        using DisposeScope scope = NewDisposeScope();
        bool inBlocks =
            stride > 1
            && input.shape[2] % stride == 0
            && input.shape[3] % stride == 0
            && (alwaysInBlocks || input.requires_grad);
        return (
            inBlocks
                ? InBlocks(input, kernel, shift)
                : F.conv2d(input, kernel, shift, [stride, stride], [padding, padding])
        ).MoveToOuterDisposeScope();
    }

    private Tensor InBlocks(Tensor input, Tensor kernel, Tensor? shift)
    {
        long count = input.shape[0],
            height = input.shape[2] / stride,
            width = input.shape[3] / stride,
            outputs = kernel.shape[0],
            size = kernel.shape[2];
        Tensor blocks = input
            .permute(0, 2, 3, 1)
            .reshape(count, height, stride, width, stride, 3)
            .permute(0, 1, 3, 2, 4, 5)
            .reshape(count, height, width, 3 * stride * stride)
            .permute(0, 3, 1, 2);

        // taps -padding .. size - 1 - padding around the first pixel of a block lie in this many blocks before and
        // after it; zeros fill them up
        long before = (padding + stride - 1) / stride,
            after = (size - 1 - padding) / stride,
            across = before + 1 + after;
        long zerosBefore = before * stride - padding,
            zerosAfter = across * stride - size - zerosBefore;
        Tensor taps = F.pad(kernel, (zerosBefore, zerosAfter, zerosBefore, zerosAfter))
            .reshape(outputs, 3, across, stride, across, stride)
            .permute(0, 3, 5, 1, 2, 4)
            .reshape(outputs, 3 * stride * stride, across, across);
        return F.conv2d(F.pad(blocks, (before, Behind(width), before, Behind(height))), taps, shift);

        // the last window may end before the last of its blocks does
        long Behind(long length) => (length * stride + 2 * padding - size) / stride + across - before - length;
    }
}
