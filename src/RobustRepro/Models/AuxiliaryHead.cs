using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace RobustRepro.Models;

/// <summary>A side classifier that GoogLeNet was trained with: torchvision's InceptionAux.</summary>
internal sealed class AuxiliaryHead : Module<Tensor, Tensor>
{
    private readonly ConvolutionBlock conv;
    private readonly Linear fc1;
    private readonly Linear fc2;
    private readonly AdaptiveAvgPool2d pool;
    private readonly Dropout dropout;

    public AuxiliaryHead(int inputs, int classes, double eps)
        : base(nameof(AuxiliaryHead))
    {
        conv = new ConvolutionBlock(inputs, 128, 1, eps: eps);
        fc1 = Linear(128 * 4 * 4, 1024);
        fc2 = Linear(1024, classes);
        pool = AdaptiveAvgPool2d(4);
        dropout = Dropout(0.7);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor hidden = fc1.call(conv.call(pool.call(input)).flatten(1)).relu_();
        return fc2.call(dropout.call(hidden)).MoveToOuterDisposeScope();
    }
}
