using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace RobustRepro.Bench.Plain;

/// <summary>Counterpart of <c>SmallAlexNet</c> in <c>train_loop.py</c>.</summary>
internal sealed class PlainAlexNet : Module<Tensor, Tensor>
{
    private readonly Sequential features;
    private readonly Sequential classifier;

    public PlainAlexNet(int classes)
        : base(nameof(PlainAlexNet))
    {
        features = Sequential(
            Conv2d(3, 48, 7, stride: 2, padding: 3),
            ReLU(inplace: true),
            MaxPool2d(2),
            Conv2d(48, 96, 3, padding: 1),
            ReLU(inplace: true),
            MaxPool2d(2),
            Conv2d(96, 128, 3, padding: 1),
            ReLU(inplace: true),
            Conv2d(128, 96, 3, padding: 1),
            ReLU(inplace: true),
            Conv2d(96, 96, 3, padding: 1),
            ReLU(inplace: true),
            MaxPool2d(2)
        );
        classifier = Sequential(Dropout(0.2), Linear(96 * 4 * 4, 256), ReLU(inplace: true), Linear(256, classes));
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        return classifier.call(features.call(input).flatten(1)).MoveToOuterDisposeScope();
    }
}
