using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace RobustRepro.Models;

/// <summary>GoogLeNet in small: two convolutions with batch norm, four inception blocks in two stages, global average
/// pooling. <see cref="ChannelWidth"/> says what a width other than 1 changes.</summary>
internal sealed class SmallGoogLeNet : Module<Tensor, Tensor>
{
    private readonly StemBlock conv1;
    private readonly MaxPool2d maxpool1;
    private readonly ConvolutionBlock conv2;
    private readonly MaxPool2d maxpool2;
    private readonly InceptionBlock inception3a;
    private readonly InceptionBlock inception3b;
    private readonly MaxPool2d maxpool3;
    private readonly InceptionBlock inception4a;
    private readonly InceptionBlock inception4b;
    private readonly Dropout dropout;
    private readonly Linear fc;

    public SmallGoogLeNet(int inputSize, int classes, double width = 1)
        : base(nameof(SmallGoogLeNet))
    {
        int Of(int channels) => ChannelWidth.Of(channels, width);
        InceptionBlock Block(int inputs, int one, int before3, int three, int before5, int five, int pooled) =>
            new(inputs, Of(one), Of(before3), Of(three), Of(before5), Of(five), Of(pooled));
        conv1 = new StemBlock(inputSize, Of(32));
        maxpool1 = MaxPool2d(2);
        conv2 = new ConvolutionBlock(Of(32), Of(64), 3, padding: 1);
        maxpool2 = MaxPool2d(2);
        inception3a = Block(Of(64), 32, 32, 48, 8, 16, 16);
        inception3b = Block(inception3a.Outputs, 48, 48, 64, 12, 24, 24);
        maxpool3 = MaxPool2d(2);
        inception4a = Block(inception3b.Outputs, 64, 48, 80, 12, 32, 32);
        inception4b = Block(inception4a.Outputs, 80, 64, 96, 16, 40, 40);
        dropout = Dropout(0.2);
        fc = Linear(inception4b.Outputs, classes);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = maxpool2.call(conv2.call(maxpool1.call(conv1.call(input))));
        x = maxpool3.call(inception3b.call(inception3a.call(x)));
        x = inception4b.call(inception4a.call(x));
        return fc.call(dropout.call(x.mean([2, 3]))).MoveToOuterDisposeScope();
    }
}
