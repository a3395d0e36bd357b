using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace RobustRepro.Models;

/// <summary>Four branches side by side (1x1; 1x1 then 3x3; 1x1 then 3x3; max-pool then 1x1), concatenated: GoogLeNet's
/// trait.</summary>
internal sealed class InceptionBlock : Module<Tensor, Tensor>
{
    private readonly ConvolutionBlock branch1;
    private readonly Sequential branch2;
    private readonly Sequential branch3;
    private readonly Sequential branch4;

    /// <param name="eps">Of the batch norms.</param>
    public InceptionBlock(
        int inputs,
        int direct,
        int reduce2,
        int branch2Outputs,
        int reduce3,
        int branch3Outputs,
        int pooled,
        double eps = ConvolutionBlock.DefaultEps
    )
        : base(nameof(InceptionBlock))
    {
        branch1 = new ConvolutionBlock(inputs, direct, 1, eps: eps);
        branch2 = Sequential(
            new ConvolutionBlock(inputs, reduce2, 1, eps: eps),
            new ConvolutionBlock(reduce2, branch2Outputs, 3, padding: 1, eps: eps)
        );
        branch3 = Sequential(
            new ConvolutionBlock(inputs, reduce3, 1, eps: eps),
            new ConvolutionBlock(reduce3, branch3Outputs, 3, padding: 1, eps: eps)
        );
        branch4 = Sequential(MaxPool2d(3, stride: 1, padding: 1), new ConvolutionBlock(inputs, pooled, 1, eps: eps));
        Outputs = direct + branch2Outputs + branch3Outputs + pooled;
        RegisterComponents();
    }

    public int Outputs { get; }

    public override Tensor forward(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        return cat([branch1.call(input), branch2.call(input), branch3.call(input), branch4.call(input)], 1)
            .MoveToOuterDisposeScope();
    }
}
