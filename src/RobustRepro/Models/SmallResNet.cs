using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace RobustRepro.Models;

/// <summary>ResNet-50 in small: three stages of two bottleneck blocks each with batch norm, global average
/// pooling. <see cref="ChannelWidth"/> says what a width other than 1 changes.</summary>
internal sealed class SmallResNet : Module<Tensor, Tensor>
{
    private readonly StemBlock conv1;
    private readonly MaxPool2d maxpool;
    private readonly Sequential layer1;
    private readonly Sequential layer2;
    private readonly Sequential layer3;
    private readonly Linear fc;

    public SmallResNet(int inputSize, int classes, double width = 1)
        : base(nameof(SmallResNet))
    {
        int channels = ChannelWidth.Of(32, width);
        conv1 = new StemBlock(inputSize, channels);
        maxpool = MaxPool2d(2);
        layer1 = Stage(ref channels, ChannelWidth.Of(16, width), stride: 1);
        layer2 = Stage(ref channels, ChannelWidth.Of(32, width), stride: 2);
        layer3 = Stage(ref channels, ChannelWidth.Of(64, width), stride: 2);
        fc = Linear(channels, classes);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = maxpool.call(conv1.call(input));
        x = layer3.call(layer2.call(layer1.call(x)));
        return fc.call(x.mean([2, 3])).MoveToOuterDisposeScope();
    }

    private static Sequential Stage(ref int channels, int width, int stride)
    {
        var first = new BottleneckBlock(channels, width, stride);
        var second = new BottleneckBlock(first.Outputs, width, 1);
        channels = second.Outputs;
        return Sequential(first, second);
    }
}
