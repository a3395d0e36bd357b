using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace RobustRepro.Bench.Plain;

/// <summary>Counterpart of <c>SmallGoogLeNet</c> in <c>train_loop.py</c>.</summary>
internal sealed class PlainGoogLeNet : Module<Tensor, Tensor>
{
    private readonly PlainConvolutionBlock conv1;
    private readonly PlainConvolutionBlock conv2;
    private readonly PlainInceptionBlock inception3a;
    private readonly PlainInceptionBlock inception3b;
    private readonly PlainInceptionBlock inception4a;
    private readonly PlainInceptionBlock inception4b;
    private readonly MaxPool2d pool;
    private readonly Dropout dropout;
    private readonly Linear fc;

    public PlainGoogLeNet(int classes)
        : base(nameof(PlainGoogLeNet))
    {
        conv1 = new PlainConvolutionBlock(3, 32, 7, stride: 2, padding: 3);
        conv2 = new PlainConvolutionBlock(32, 64, 3, padding: 1);
        inception3a = new PlainInceptionBlock(64, 32, 32, 48, 8, 16, 16);
        inception3b = new PlainInceptionBlock(112, 48, 48, 64, 12, 24, 24);
        inception4a = new PlainInceptionBlock(160, 64, 48, 80, 12, 32, 32);
        inception4b = new PlainInceptionBlock(208, 80, 64, 96, 16, 40, 40);
        pool = MaxPool2d(2);
        dropout = Dropout(0.2);
        fc = Linear(256, classes);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = pool.call(conv2.call(pool.call(conv1.call(input))));
        x = pool.call(inception3b.call(inception3a.call(x)));
        x = inception4b.call(inception4a.call(x));
        return fc.call(dropout.call(x.mean([2, 3]))).MoveToOuterDisposeScope();
    }
}
