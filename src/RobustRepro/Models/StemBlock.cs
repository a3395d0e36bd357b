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

    public StemBlock(int inputSize, int outputs)
        : base(nameof(StemBlock))
    {
        conv = new StemConvolution(inputSize, outputs, bias: false);
        bn = BatchNorm2d(outputs);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        return FoldedNorm.Apply(conv, bn, input).relu_().MoveToOuterDisposeScope();
    }
}
