using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace RobustRepro.Models;

/// <summary>
/// AlexNet as torchvision has it (Krizhevsky 2014, arXiv:1404.5997, without its second tower), name for name: ReLUs at
/// features.1, 4, 7, 9 and 11, classifier.1, 4 and 6. For images of 224 x 224; others from 63 x 63 on are pooled to the
/// same 6 x 6.
/// </summary>
internal sealed class AlexNet : Module<Tensor, Tensor>
{
    private readonly Sequential features;
    private readonly AdaptiveAvgPool2d avgpool;
    private readonly Sequential classifier;

    public AlexNet(int classes)
        : base(nameof(AlexNet))
    {
        features = Sequential(
            new StemConvolution(64, kernel: 11, stride: 4, padding: 2, bias: true),
            ReLU(inplace: true),
            MaxPool2d(3, stride: 2),
            Conv2d(64, 192, 5, padding: 2),
            ReLU(inplace: true),
            MaxPool2d(3, stride: 2),
            Conv2d(192, 384, 3, padding: 1),
            ReLU(inplace: true),
            Conv2d(384, 256, 3, padding: 1),
            ReLU(inplace: true),
            Conv2d(256, 256, 3, padding: 1),
            ReLU(inplace: true),
            MaxPool2d(3, stride: 2)
        );
        avgpool = AdaptiveAvgPool2d(6);
        classifier = Sequential(
            Dropout(0.5),
            Linear(256 * 6 * 6, 4096),
            ReLU(inplace: true),
            Dropout(0.5),
            Linear(4096, 4096),
            ReLU(inplace: true),
            Linear(4096, classes)
        );
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        return classifier.call(avgpool.call(features.call(input)).flatten(1)).MoveToOuterDisposeScope();
    }
}
