using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace RobustRepro.Models;

/// <summary>ResNet-50 as torchvision has it (He et al. 2016, stride in the 3x3 convolutions), name for name. For images
/// of 224 x 224, but any size goes.</summary>
internal sealed class ResNet50 : Module<Tensor, Tensor>
{
    private readonly StemConvolution conv1;
    private readonly BatchNorm2d bn1;
    private readonly MaxPool2d maxpool;
    private readonly Sequential layer1;
    private readonly Sequential layer2;
    private readonly Sequential layer3;
    private readonly Sequential layer4;
    private readonly Linear fc;

    public ResNet50(int classes)
        : base(nameof(ResNet50))
    {
        conv1 = new StemConvolution(64, kernel: 7, stride: 2, padding: 3, bias: false);
        bn1 = BatchNorm2d(64);
        maxpool = MaxPool2d(3, stride: 2, padding: 1);
        int channels = 64;
        layer1 = Stage(ref channels, blocks: 3, width: 64, stride: 1);
        layer2 = Stage(ref channels, blocks: 4, width: 128, stride: 2);
        layer3 = Stage(ref channels, blocks: 6, width: 256, stride: 2);
        layer4 = Stage(ref channels, blocks: 3, width: 512, stride: 2);
        fc = Linear(channels, classes);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        // not folded: the paper hooks conv1 before its batch norm
        Tensor x = maxpool.call(bn1.call(conv1.call(input)).relu_());
        x = layer4.call(layer3.call(layer2.call(layer1.call(x))));
        return fc.call(x.mean([2, 3])).MoveToOuterDisposeScope();
    }

    private static Sequential Stage(ref int channels, int blocks, int width, int stride)
    {
        var stage = Sequential();
        for (int i = 0; i < blocks; i++)
        {
            var block = new BottleneckBlock(channels, width, i == 0 ? stride : 1);
            stage.append(block);
            channels = block.Outputs;
        }
        return stage;
    }
}
