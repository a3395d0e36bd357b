using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using F = TorchSharp.torch.nn.functional;

namespace RobustRepro.Bench.Plain;

/// <summary>Convolution without bias, batch norm as a layer of its own, ReLU: counterpart of <c>ConvolutionBlock</c> in
/// <c>train_loop.py</c>.</summary>
internal sealed class PlainConvolutionBlock : Module<Tensor, Tensor>
{
    private readonly Conv2d conv;
    private readonly BatchNorm2d bn;

    public PlainConvolutionBlock(int inputs, int outputs, int kernel, int stride = 1, int padding = 0)
        : base(nameof(PlainConvolutionBlock))
    {
        conv = Conv2d(inputs, outputs, kernel, stride: stride, padding: padding, bias: false);
        bn = BatchNorm2d(outputs);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        return F.relu(bn.call(conv.call(input)), inplace: true).MoveToOuterDisposeScope();
    }
}
