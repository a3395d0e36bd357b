using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using F = TorchSharp.torch.nn.functional;

namespace RobustRepro.Models;

/// <summary>
/// The first convolution of the Small networks: 7x7 with stride 2 for 64 x 64 images, 5x5 with stride 1 for 32 x 32. The strided one is
/// computed as a 4x4 convolution over 2x2 blocks of pixels, the same sums in another order: the gradient with respect to the image, which
/// an attack asks for at every step, then takes half the time.
/// </summary>
internal sealed class StemConvolution : Module<Tensor, Tensor>
{
    private readonly Parameter weight;
    private readonly Parameter? bias;
    private readonly bool strided;

    public StemConvolution(int inputSize, int outputs, bool bias)
        : base(nameof(StemConvolution))
    {
        strided = inputSize switch
        {
            64 => true,
            32 => false,
            _ => throw new ArgumentOutOfRangeException(nameof(inputSize), inputSize, "the Small networks take 64 x 64 or 32 x 32 images"),
        };
        using Conv2d initial = Conv2d(3, outputs, strided ? 7 : 5, bias: bias);
        weight = Parameter(initial.weight!.detach().clone());
        if (bias)
            this.bias = Parameter(initial.bias!.detach().clone());
        RegisterComponents();
    }

    /// <summary>Outputs x 3 x 7 x 7 or x 5 x 5: the plain kernel, however it is computed.</summary>
    public Tensor Kernel => weight;

    public override Tensor forward(Tensor input) => Convolve(input, null, bias);

    /// <param name="scale">Factor per output channel (batch norm in evaluation mode), or null.</param>
    /// <param name="shift">Bias per output channel, or null.</param>
    public Tensor Convolve(Tensor input, Tensor? scale, Tensor? shift)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor kernel = scale is null ? weight : weight * scale.view(-1, 1, 1, 1);
        return (strided ? InBlocks(input, kernel, shift) : F.conv2d(input, kernel, shift, padding: [2, 2])).MoveToOuterDisposeScope();
    }

    private static Tensor InBlocks(Tensor input, Tensor kernel, Tensor? shift)
    {
        long count = input.shape[0], half = input.shape[2] / 2, outputs = kernel.shape[0];
        Tensor blocks = input.permute(0, 2, 3, 1).reshape(count, half, 2, half, 2, 3).permute(0, 1, 3, 2, 4, 5).reshape(count, half, half, 12).permute(0, 3, 1, 2);
        // taps -3..3 around an even pixel, preceded by a zero, are four blocks: two before, its own, one after
        Tensor taps = F.pad(kernel, (1, 0, 1, 0)).reshape(outputs, 3, 4, 2, 4, 2).permute(0, 3, 5, 1, 2, 4).reshape(outputs, 12, 4, 4);
        return F.conv2d(F.pad(blocks, (2, 1, 2, 1)), taps, shift);
    }
}
