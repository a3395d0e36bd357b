using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace RobustRepro.Bench.Plain;

/// <summary>Counterpart of <c>SmallResNet</c> in <c>train_loop.py</c>.</summary>
internal sealed class PlainResNet : Module<Tensor, Tensor>
{
    private readonly PlainConvolutionBlock conv1;
    private readonly MaxPool2d maxpool;
    private readonly Sequential layer1;
    private readonly Sequential layer2;
    private readonly Sequential layer3;
    private readonly Linear fc;

    public PlainResNet(int classes)
        : base(nameof(PlainResNet))
    {
        conv1 = new PlainConvolutionBlock(3, 32, 7, stride: 2, padding: 3);
        maxpool = MaxPool2d(2);
        layer1 = Sequential(new PlainBottleneck(32, 16, 1), new PlainBottleneck(64, 16, 1));
        layer2 = Sequential(new PlainBottleneck(64, 32, 2), new PlainBottleneck(128, 32, 1));
        layer3 = Sequential(new PlainBottleneck(128, 64, 2), new PlainBottleneck(256, 64, 1));
        fc = Linear(256, classes);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = maxpool.call(conv1.call(input));
        x = layer3.call(layer2.call(layer1.call(x)));
        return fc.call(x.mean([2, 3])).MoveToOuterDisposeScope();
    }
}
