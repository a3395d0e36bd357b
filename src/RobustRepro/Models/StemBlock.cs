using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace RobustRepro.Models;

/// <summary>Stem convolution without bias, batch norm, ReLU.</summary>
internal sealed class StemBlock : Module<Tensor, Tensor>
{
    private readonly StemConvolution conv;
    private readonly BatchNorm2d bn;

    /// <summary>That of the Small networks.</summary>
    public StemBlock(int inputSize, int outputs)
        : this(new StemConvolution(inputSize, outputs, bias: false), ConvolutionBlock.DefaultEps) { }

    /// <param name="convolution">Without bias.</param>
    public StemBlock(StemConvolution convolution, double eps)
        : base(nameof(StemBlock))
    {
        conv = convolution;
        bn = BatchNorm2d(convolution.Kernel.shape[0], eps);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        return FoldedNorm.Apply(conv, bn, input).relu_().MoveToOuterDisposeScope();
    }
}
