using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace RobustRepro.Models;

/// <summary>Convolution without bias, batch norm, ReLU: torchvision's BasicConv2d.</summary>
internal sealed class ConvolutionBlock : Module<Tensor, Tensor>
{
    /// <summary>PyTorch's default.</summary>
    public const double DefaultEps = 1e-5;

    private readonly Conv2d conv;
    private readonly BatchNorm2d bn;

    public ConvolutionBlock(int inputs, int outputs, int kernel, int padding = 0, double eps = DefaultEps)
        : base(nameof(ConvolutionBlock))
    {
        conv = Conv2d(inputs, outputs, kernel, padding: padding, bias: false);
        bn = BatchNorm2d(outputs, eps);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        return FoldedNorm.Apply(conv, bn, input).relu_().MoveToOuterDisposeScope();
    }
}
