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

    public TextureStatistics(long seed)
    {
        using DisposeScope scope = NewDisposeScope();
        using var generator = new Generator((ulong)seed);
        for (int i = 0; i < Scales; i++)
        {
            Tensor drawn = randn([Filters, 3, Size, Size], generator: generator);
            weights[i] = drawn.div(drawn.square().sum([1, 2, 3], keepdim: true).sqrt()).DetachFromDisposeScope();
        }
    }

    /// <param name="images">float32, N x 3 x H x W, whitened; H and W divisible by 4.</param>
    /// <returns>Per scale N x filters x filters: mean products of two filters' responses.</returns>
    public Tensor[] Of(Tensor images)
    {
        var grams = new Tensor[Scales];
        for (int i = 0; i < Scales; i++)
        {
            if (i > 0)
                images = Filter(images, Half, stride: 2);
            Tensor sharp = images + (images - Filter(images, Smooth, stride: 1)) * Sharpening;
            Tensor responses = Responses(Extend(sharp, Size / 2), weights[i].to(images.device));
            grams[i] = responses.bmm(responses.transpose(1, 2)).div(responses.shape[2]);
        }
        return grams;
    }

    public void Dispose()
    {
        foreach (Tensor filters in weights)
            filters.Dispose();
    }

    private static Tensor Filter(Tensor images, float[] line, int stride) =>
        SeparableFilter.Apply(images, line, stride, SeparableFilter.Reflect);

    /// <summary>
    /// The filters' responses, N x filters x pixels, in an order of pixels that means nothing. Blocks of 2 x 2 pixels
    /// are filtered at once where they can be: three channels alone fill a fifth of a processor's registers, and the
    /// gradient takes three times as long.
    /// </summary>
    private static Tensor Responses(Tensor extended, Tensor filters)
    {
        if (extended.shape[2] % 2 != 0 || extended.shape[3] % 2 != 0)
            return conv2d(extended, filters).relu_().flatten(2);
        // a filter for each place of a block, which sees the block and its neighbours behind and below
        Tensor[] places =
        [
            .. from row in new long[] { 0, 1 }
            from column in new long[] { 0, 1 }
            select pixel_unshuffle(pad(filters, (column, 1 - column, row, 1 - row)), 2),
        ];
        Tensor each = stack(places, 1).flatten(0, 1);
        return conv2d(pixel_unshuffle(extended, 2), each).relu_().view(extended.shape[0], filters.shape[0], -1);
    }

    private static Tensor Extend(Tensor images, long border) =>
        pad(images, (border, border, border, border), PaddingModes.Reflect);
}
