using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace RobustRepro.Bench.Plain;

/// <summary>Counterpart of <c>Bottleneck</c> in <c>train_loop.py</c>: 1x1, 3x3, 1x1 with a shortcut around
/// them.</summary>
internal sealed class PlainBottleneck : Module<Tensor, Tensor>
{
    private readonly Conv2d conv1;
    private readonly BatchNorm2d bn1;
    private readonly Conv2d conv2;
    private readonly BatchNorm2d bn2;
    private readonly Conv2d conv3;
    private readonly BatchNorm2d bn3;
    private readonly ReLU relu;
    private readonly Sequential? downsample;

    public PlainBottleneck(int inputs, int width, int stride)
        : base(nameof(PlainBottleneck))
    {
        int outputs = 4 * width;
        conv1 = Conv2d(inputs, width, 1, bias: false);
        bn1 = BatchNorm2d(width);
        conv2 = Conv2d(width, width, 3, stride: stride, padding: 1, bias: false);
        bn2 = BatchNorm2d(width);
        conv3 = Conv2d(width, outputs, 1, bias: false);
        bn3 = BatchNorm2d(outputs);
        relu = ReLU(inplace: true);
        if (stride != 1 || inputs != outputs)
            downsample = Sequential(Conv2d(inputs, outputs, 1, stride: stride, bias: false), BatchNorm2d(outputs));
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor shortcut = downsample is null ? input : downsample.call(input);
        Tensor y = relu.call(bn1.call(conv1.call(input)));
        y = relu.call(bn2.call(conv2.call(y)));
        y = bn3.call(conv3.call(y));
        y.add_(shortcut);
        return relu.call(y).MoveToOuterDisposeScope();
    }
}
