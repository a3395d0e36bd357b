using RobustRepro.Stimuli.Conflicts;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace RobustRepro.Tests.Stimuli.Conflicts;

public sealed class TextureStatisticsTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    /// <summary>As the statistics are defined, in plain convolutions. The third scale has sides of 5 and 6 pixels: the
    /// first is not made of blocks.</summary>
    [Fact]
    public void They_are_the_mean_products_of_plain_convolutions()
    {
        Tensor images = randn([2, 3, 20, 24], generator: new Generator(3));
        using var statistics = new TextureStatistics(seed: 7);
        Tensor[] found = statistics.Of(images);

        var drawn = new Generator(7);
        Tensor scaled = images;
        for (int scale = 0; scale < TextureStatistics.Scales; scale++)
        {
            Tensor filters = randn([32, 3, 5, 5], generator: drawn);
            filters = filters / filters.square().sum([1, 2, 3], keepdim: true).sqrt();
            if (scale > 0)
                scaled = Along(scaled, [1, 3, 3, 1], 2);
            Tensor sharp = scaled + (scaled - Along(scaled, [1, 4, 6, 4, 1], 1)) * 4;
            Tensor responses = conv2d(Extended(sharp, 2), filters).relu().flatten(2);
            Tensor expected = responses.bmm(responses.transpose(1, 2)) / responses.shape[2];
            (found[scale] - expected)
                .abs()
                .max()
                .item<float>()
                .Should()
                .BeLessThan(1e-4f * expected.max().item<float>());
        }
    }

    [Fact]
    public void A_filter_along_both_axes_goes_on_as_it_is_told_beyond_the_edge()
    {
        Tensor images = randn([2, 1, 8, 12], generator: new Generator(4));
        float[] line = [0.1f, 0.3f, 0.2f, 0.3f, 0.1f];
        Tensor kernel = tensor(line).outer(tensor(line)).view(1, 1, 5, 5);
        foreach (
            (PaddingModes mode, Func<int, int, int> inside) in new (PaddingModes, Func<int, int, int>)[]
            {
                (PaddingModes.Reflect, SeparableFilter.Reflect),
                (PaddingModes.Replicate, SeparableFilter.Replicate),
            }
        )
        {
            Tensor expected = conv2d(pad(images, (2, 2, 2, 2), mode), kernel),
                found = SeparableFilter.Apply(images, line, 1, inside);
            (found - expected).abs().max().item<float>().Should().BeLessThan(1e-5f);
            found.shape.Should().Equal(expected.shape);
        }
    }

    private static Tensor Along(Tensor images, float[] line, long stride)
    {
        Tensor weights = tensor(line) / line.Sum();
        Tensor kernel = weights.outer(weights).view(1, 1, line.Length, line.Length).repeat(3, 1, 1, 1);
        return conv2d(Extended(images, (line.Length - 1) / 2), kernel, strides: [stride, stride], groups: 3);
    }

    private static Tensor Extended(Tensor images, long border) =>
        pad(images, (border, border, border, border), PaddingModes.Reflect);
}
