using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace RobustRepro.Stimuli.Conflicts;

/// <summary>
/// Texture as the Gram matrices (Gatys, Ecker and Bethge 2015) of a network that was never trained: random filters at
/// three scales and a ReLU. Random filters of several sizes in one layer carry texture about as well as VGG does
/// (Ustyuzhaninov, Brendel, Gatys and Bethge 2017). The weights are a function of a seed; no class, label or image has
/// formed them.
/// </summary>
internal sealed class TextureStatistics : IDisposable
{
    /// <summary>Each scale has half the resolution of the one before.</summary>
    public const int Scales = 3;

    private const int Filters = 32,
        Size = 5;

    /// <summary>What is finer than <see cref="Smooth"/> counts so many times more: natural images have little power
    /// there, and random filters would hardly see it.</summary>
    private const double Sharpening = 4;

    private static readonly float[] Smooth = [0.0625f, 0.25f, 0.375f, 0.25f, 0.0625f],
        Half = [0.125f, 0.375f, 0.375f, 0.125f];

    private readonly Tensor[] weights = new Tensor[Scales];
    private readonly Tensor smooth,
        half;

    public TextureStatistics(long seed)
    {
        using DisposeScope scope = NewDisposeScope();
        using var generator = new Generator((ulong)seed);
        for (int i = 0; i < Scales; i++)
        {
            Tensor drawn = randn([Filters, 3, Size, Size], generator: generator);
            weights[i] = drawn.div(drawn.square().sum([1, 2, 3], keepdim: true).sqrt()).DetachFromDisposeScope();
        }
        smooth = tensor(Smooth).DetachFromDisposeScope();
        half = tensor(Half).DetachFromDisposeScope();
    }

    /// <param name="images">float32, N x 3 x H x W, whitened; H and W divisible by 4.</param>
    /// <returns>Per scale N x filters x filters: mean products of two filters' responses.</returns>
    public Tensor[] Of(Tensor images)
    {
        var grams = new Tensor[Scales];
        for (int i = 0; i < Scales; i++)
        {
            if (i > 0)
                images = Filter(images, half, stride: 2);
            Tensor sharp = images + (images - Filter(images, smooth, stride: 1)) * Sharpening;
            Tensor responses = conv2d(Extend(sharp, Size / 2), weights[i].to(images.device)).relu_().flatten(2);
            grams[i] = responses.bmm(responses.transpose(1, 2)).div(responses.shape[2]);
        }
        return grams;
    }

    public void Dispose()
    {
        foreach (Tensor tensor in (Tensor[])[.. weights, smooth, half])
            tensor.Dispose();
    }

    /// <summary>Filters with the same weights along both axes, each channel alone.</summary>
    private static Tensor Filter(Tensor images, Tensor line, long stride)
    {
        line = line.to(images.device);
        long length = line.shape[0];
        Tensor across = conv2d(
            Extend(images, (length - 1) / 2),
            line.view(1, 1, 1, length).expand(3, 1, 1, length),
            strides: [1, stride],
            groups: 3
        );
        return conv2d(across, line.view(1, 1, length, 1).expand(3, 1, length, 1), strides: [stride, 1], groups: 3);
    }

    private static Tensor Extend(Tensor images, long border) =>
        pad(images, (border, border, border, border), PaddingModes.Reflect);
}
