using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace RobustRepro.Bench.Plain;

/// <summary>Counterpart of <c>InceptionBlock</c> in <c>train_loop.py</c>: four branches side by side,
/// concatenated.</summary>
internal sealed class PlainInceptionBlock : Module<Tensor, Tensor>
{
    private readonly PlainConvolutionBlock branch1;
    private readonly Sequential branch2;
    private readonly Sequential branch3;
    private readonly Sequential branch4;

    public PlainInceptionBlock(int inputs, int direct, int reduce2, int outputs2, int reduce3, int outputs3, int pooled)
        : base(nameof(PlainInceptionBlock))
    {
        branch1 = new PlainConvolutionBlock(inputs, direct, 1);
        branch2 = Sequential(
            new PlainConvolutionBlock(inputs, reduce2, 1),
            new PlainConvolutionBlock(reduce2, outputs2, 3, padding: 1)
        );
        branch3 = Sequential(
            new PlainConvolutionBlock(inputs, reduce3, 1),
            new PlainConvolutionBlock(reduce3, outputs3, 3, padding: 1)
        );
        branch4 = Sequential(MaxPool2d(3, stride: 1, padding: 1), new PlainConvolutionBlock(inputs, pooled, 1));
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        return cat([branch1.call(input), branch2.call(input), branch3.call(input), branch4.call(input)], 1)
            .MoveToOuterDisposeScope();
    }
}
