using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace RobustRepro.Models;

/// <summary>
/// GoogLeNet as torchvision has it (Szegedy et al. 2015, with batch norm and 3x3 convolutions in the third branch),
/// name for name. It has the two auxiliary heads, so that weight files fit, but its output is the main head's logits
/// alone, and the auxiliary heads are not run. For images of 224 x 224, but any size goes.
/// </summary>
internal sealed class GoogLeNet : Module<Tensor, Tensor>, IInputTransform
{
    /// <summary>The epsilon of all batch norms, as in the TensorFlow model that torchvision's weights come
    /// from.</summary>
    private const double Eps = 1e-3;

    private readonly StemBlock conv1;
    private readonly MaxPool2d maxpool1;
    private readonly ConvolutionBlock conv2;
    private readonly ConvolutionBlock conv3;
    private readonly MaxPool2d maxpool2;
    private readonly InceptionBlock inception3a;
    private readonly InceptionBlock inception3b;
    private readonly MaxPool2d maxpool3;
    private readonly InceptionBlock inception4a;
    private readonly InceptionBlock inception4b;
    private readonly InceptionBlock inception4c;
    private readonly InceptionBlock inception4d;
    private readonly InceptionBlock inception4e;
    private readonly MaxPool2d maxpool4;
    private readonly InceptionBlock inception5a;
    private readonly InceptionBlock inception5b;
    private readonly AuxiliaryHead aux1;
    private readonly AuxiliaryHead aux2;
    private readonly Dropout dropout;
    private readonly Linear fc;

    public GoogLeNet(int classes)
        : base(nameof(GoogLeNet))
    {
        conv1 = new StemBlock(new StemConvolution(64, kernel: 7, stride: 2, padding: 3, bias: false), Eps);
        maxpool1 = MaxPool2d(3, stride: 2, ceil_mode: true);
        conv2 = new ConvolutionBlock(64, 64, 1, eps: Eps);
        conv3 = new ConvolutionBlock(64, 192, 3, padding: 1, eps: Eps);
        maxpool2 = MaxPool2d(3, stride: 2, ceil_mode: true);
        inception3a = new InceptionBlock(192, 64, 96, 128, 16, 32, 32, Eps);
        inception3b = new InceptionBlock(256, 128, 128, 192, 32, 96, 64, Eps);
        maxpool3 = MaxPool2d(3, stride: 2, ceil_mode: true);
        inception4a = new InceptionBlock(480, 192, 96, 208, 16, 48, 64, Eps);
        inception4b = new InceptionBlock(512, 160, 112, 224, 24, 64, 64, Eps);
        inception4c = new InceptionBlock(512, 128, 128, 256, 24, 64, 64, Eps);
        inception4d = new InceptionBlock(512, 112, 144, 288, 32, 64, 64, Eps);
        inception4e = new InceptionBlock(528, 256, 160, 320, 32, 128, 128, Eps);
        maxpool4 = MaxPool2d(2, stride: 2, ceil_mode: true);
        inception5a = new InceptionBlock(832, 256, 160, 320, 32, 128, 128, Eps);
        inception5b = new InceptionBlock(832, 384, 192, 384, 48, 128, 128, Eps);
        aux1 = new AuxiliaryHead(512, classes, Eps);
        aux2 = new AuxiliaryHead(528, classes, Eps);
        dropout = Dropout(0.2);
        fc = Linear(1024, classes);
        RegisterComponents();
    }

    public bool TransformInput { get; set; }

    public override Tensor forward(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = TransformInput ? Transform(input) : input;
        x = maxpool2.call(conv3.call(conv2.call(maxpool1.call(conv1.call(x)))));
        x = maxpool3.call(inception3b.call(inception3a.call(x)));
        x = inception4e.call(inception4d.call(inception4c.call(inception4b.call(inception4a.call(x)))));
        x = inception5b.call(inception5a.call(maxpool4.call(x)));
        return fc.call(dropout.call(x.mean([2, 3]))).MoveToOuterDisposeScope();
    }

    /// <summary>From pixels normalised with ImageNet's mean and deviation to pixels normalised with 0.5 and
    /// 0.5.</summary>
    private static Tensor Transform(Tensor input)
    {
        Normalization from = Normalization.ImageNet;
        Tensor scale = Channel(from.Std.Select(s => s / 0.5f)),
            shift = Channel(from.Mean.Select(m => (m - 0.5f) / 0.5f));
        return input * scale + shift;

        Tensor Channel(IEnumerable<float> values) =>
            tensor([.. values], [1, 3, 1, 1], device: input.device).to(input.dtype);
    }
}
