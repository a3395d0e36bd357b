using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace RobustRepro.Models;

/// <summary>
/// AlexNet in small: five plain convolutions with torchvision's layer numbers (ReLUs at features.1, 4, 7, 9 and 11), no
/// batch norm, dropout and a hidden layer in the classifier. Input 64 x 64 or 32 x 32; the stem has stride 2 or 1, so
/// that the rest is the same.
/// </summary>
internal sealed class SmallAlexNet : Module<Tensor, Tensor>
{
    private readonly Sequential features;
    private readonly Sequential classifier;

    public SmallAlexNet(int inputSize, int classes)
        : base(nameof(SmallAlexNet))
    {
        features = Sequential(
            new StemConvolution(inputSize, 48, bias: true),
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
