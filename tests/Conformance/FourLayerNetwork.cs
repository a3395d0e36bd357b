using RobustRepro.Models;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace RobustRepro.Tests.Conformance;

/// <summary>The network of the reference's attacks: conv3x3(3,8) relu conv3x3/2(8,16) relu mean fc(16,10), padding
/// 1.</summary>
internal sealed class FourLayerNetwork : Module<Tensor, Tensor>
{
    /// <summary>ImageNet's. The reference does not name it; with it the clean losses come out exactly.</summary>
    public static readonly Normalization Normalization = new([0.485f, 0.456f, 0.406f], [0.229f, 0.224f, 0.225f]);

    private readonly Conv2d conv1;
    private readonly Conv2d conv2;
    private readonly Linear fc;

    public FourLayerNetwork()
        : base(nameof(FourLayerNetwork))
    {
        conv1 = Conv2d(3, 8, 3, padding: 1);
        conv2 = Conv2d(8, 16, 3, stride: 2, padding: 1);
        fc = Linear(16, 10);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        return fc.call(conv2.call(conv1.call(input).relu()).relu().mean([2, 3])).MoveToOuterDisposeScope();
    }
}
