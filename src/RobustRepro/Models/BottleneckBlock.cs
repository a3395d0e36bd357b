using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace RobustRepro.Models;

/// <summary>1x1, 3x3, 1x1 with a shortcut around them, as in ResNet-50; the stride sits in the 3x3 convolution, as in
/// torchvision.</summary>
internal sealed class BottleneckBlock : Module<Tensor, Tensor>
{
    private const int Expansion = 4;

    private readonly Conv2d conv1;
    private readonly BatchNorm2d bn1;
    private readonly Conv2d conv2;
    private readonly BatchNorm2d bn2;
    private readonly Conv2d conv3;
    private readonly BatchNorm2d bn3;
    private readonly Sequential? downsample;

    public BottleneckBlock(int inputs, int width, int stride)
        : base(nameof(BottleneckBlock))
    {
        Outputs = width * Expansion;
        conv1 = Conv2d(inputs, width, 1, bias: false);
        bn1 = BatchNorm2d(width);
        conv2 = Conv2d(width, width, 3, stride: stride, padding: 1, bias: false);
        bn2 = BatchNorm2d(width);
        conv3 = Conv2d(width, Outputs, 1, bias: false);
        bn3 = BatchNorm2d(Outputs);
        if (stride != 1 || inputs != Outputs)
            downsample = Sequential(Conv2d(inputs, Outputs, 1, stride: stride, bias: false), BatchNorm2d(Outputs));
        RegisterComponents();
    }

    public int Outputs { get; }

    public override Tensor forward(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor y = FoldedNorm.Apply(conv1, bn1, input).relu_();
        y = FoldedNorm.Apply(conv2, bn2, y).relu_();
        y = FoldedNorm.Apply(conv3, bn3, y);
        Tensor shortcut = downsample is null
            ? input
            : FoldedNorm.Apply((Conv2d)downsample[0], (BatchNorm2d)downsample[1], input);
        return y.add_(shortcut).relu_().MoveToOuterDisposeScope();
    }
}
