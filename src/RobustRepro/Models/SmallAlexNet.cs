using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace RobustRepro.Models;

/// <summary>
/// AlexNet in small: five plain convolutions with torchvision's layer numbers (ReLUs at features.1, 4, 7, 9 and 11), no
/// batch norm, dropout and a hidden layer in the classifier. Input 64 x 64 or 32 x 32; the stem has stride 2 or 1, so
/// that the rest is the same. <see cref="ChannelWidth"/> says what a width other than 1 changes.
/// </summary>
internal sealed class SmallAlexNet : Module<Tensor, Tensor>
{
    private readonly Sequential features;
    private readonly Sequential classifier;

    public SmallAlexNet(int inputSize, int classes, double width = 1)
        : base(nameof(SmallAlexNet))
    {
        int Of(int channels) => ChannelWidth.Of(channels, width);
        features = Sequential(
            new StemConvolution(inputSize, Of(48), bias: true),
            ReLU(inplace: true),
            MaxPool2d(2),
            Conv2d(Of(48), Of(96), 3, padding: 1),
            ReLU(inplace: true),
            MaxPool2d(2),
            Conv2d(Of(96), Of(128), 3, padding: 1),
            ReLU(inplace: true),
            Conv2d(Of(128), Of(96), 3, padding: 1),
            ReLU(inplace: true),
            Conv2d(Of(96), Of(96), 3, padding: 1),
            ReLU(inplace: true),
            MaxPool2d(2)
        );
        classifier = Sequential(
            Dropout(0.2),
            Linear(Of(96) * 4 * 4, Of(256)),
            ReLU(inplace: true),
            Linear(Of(256), classes)
        );
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        return classifier.call(features.call(input).flatten(1)).MoveToOuterDisposeScope();
    }
}
