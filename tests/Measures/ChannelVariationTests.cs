using RobustRepro.Measures;
using RobustRepro.Models;
using RobustRepro.Stimuli;
using RobustRepro.Stimuli.Distortions;
using RobustRepro.Tests.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Measures;

public sealed class ChannelVariationTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void Sums_are_kept_per_group_of_images()
    {
        using NormalizedModel model = ToyNetworks.Colours();
        // 0, 0.2, ... 1 again and again, over more than one batch
        byte[] reds = [.. Enumerable.Range(0, 120).Select(i => (byte)(i * i % 6 * 51))];
        using StimulusSet set = Edges(reds);
        ChannelVariation found = ChannelVariation.Measure(model, ["relu", "conv"], set, 0, seed: 1, groups: 7)[0];
        found.Layer.Should().Be("relu");
        found.Clean.Images.Should().Equal(18, 17, 17, 17, 17, 17, 17);
        // the right column of red is 2 x pixel - 1 where that is positive, the left column 0: each image has twice that
        // as variation, half of it as mean
        double[] red = [.. reds.Select(r => Math.Max(0, 2 * r / 255.0 - 1))];
        for (int group = 0; group < 7; group++)
        {
            double sum = red.Where((_, i) => i % 7 == group).Sum();
            found.Clean.Variation[group, 0].Should().BeApproximately(2 * sum, 1e-5);
            found.Clean.Magnitude[group, 0].Should().BeApproximately(sum / 2, 1e-5);
            found.Clean.Variation[group, 1].Should().Be(0);
        }
        found.Clean.MeanVariation()[0].Should().BeApproximately(2 * red.Average(), 1e-5);
        found.Clean.MeanMagnitude()[0].Should().BeApproximately(red.Average() / 2, 1e-5);
        found.Clean.ScaleFree().Select(v => Math.Round(v, 4)).Should().Equal(4, 0, 0);
        found.Noisy.MeanVariation().Should().Equal(found.Clean.MeanVariation(), "noise of deviation 0 is none");
        found.RelativeChange.Should().Equal([0, double.NaN, double.NaN], "green and blue never fire");
    }

    [Fact]
    public void Noise_is_the_same_whatever_the_groups_and_raises_the_variation_of_flat_maps()
    {
        using NormalizedModel model = ToyNetworks.Colours();
        using StimulusSet set = ToyNetworks.Flat(
            new int[60],
            [.. Enumerable.Repeat<(byte, byte, byte)>((230, 230, 230), 60)]
        );
        ChannelVariation one = ChannelVariation.Measure(model, ["conv"], set, 0.05f, seed: 4, groups: 1)[0];
        ChannelVariation each = ChannelVariation.Measure(model, ["conv"], set, 0.05f, seed: 4, groups: 60)[0];
        ChannelVariation other = ChannelVariation.Measure(model, ["conv"], set, 0.05f, seed: 5, groups: 1)[0];
        for (int channel = 0; channel < 3; channel++)
        {
            each.Noisy.MeanVariation()[channel].Should().BeApproximately(one.Noisy.MeanVariation()[channel], 1e-6);
            other.Noisy.MeanVariation()[channel].Should().NotBe(one.Noisy.MeanVariation()[channel]);
            one.Clean.MeanVariation()[channel].Should().Be(0);
        }
        Tensor noisy = GaussianNoise.Apply(set.Batch(0, 60), 0, 0.05f, seed: 4) * 2 - 1;
        Tensor clean = set.Batch(0, 60) * 2 - 1;
        Tensor change = (noisy - clean).square().sum([2, 3]).sqrt() / clean.square().sum([2, 3]).sqrt();
        one.RelativeChange[2].Should().BeApproximately(change.mean([0])[2].item<float>(), 1e-5);
        each.RelativeChange.Should().Equal(one.RelativeChange);
        one.Noisy.MeanVariation()[2]
            .Should()
            .BeApproximately(TotalVariation.OfMaps(noisy).mean([0])[2].item<float>(), 1e-4);
    }

    [Fact]
    public void Layers_without_maps_and_impossible_groups_are_refused()
    {
        using NormalizedModel model = ToyNetworks.Colours();
        using StimulusSet set = Edges(255, 200);
        FluentActions
            .Invoking(() => ChannelVariation.Measure(model, ["flat"], set, 0.1f, 1, 2))
            .Should()
            .Throw<InvalidInputException>()
            .WithMessage("layer 'flat' gives 2x3 values*");
        FluentActions
            .Invoking(() => ChannelVariation.Measure(model, ["relu"], set, 0.1f, 1, 3))
            .Should()
            .Throw<ArgumentOutOfRangeException>();
        FluentActions
            .Invoking(() => ChannelVariation.Measure(model, ["relu"], set, 0.1f, 1, 0))
            .Should()
            .Throw<ArgumentOutOfRangeException>();
        FluentActions
            .Invoking(() => ChannelVariation.Measure(model, ["relu"], set, -0.1f, 1, 1))
            .Should()
            .Throw<ArgumentOutOfRangeException>();
        ToyNetworks.Hooks(model).Should().Be(0);
    }

    [Fact]
    public void No_tensor_survives()
    {
        using NormalizedModel model = ToyNetworks.Colours();
        using StimulusSet set = Edges(255, 200, 100);
        long before = ToyNetworks.LiveTensors;
        ChannelVariation.Measure(model, ["relu", "conv"], set, 0.1f, 1, 3);
        ToyNetworks.LiveTensors.Should().Be(before);
    }

    /// <summary>2 x 2 pixels, black but for red of this value in the right column.</summary>
    private static StimulusSet Edges(params byte[] red) =>
        new(
            "edges",
            ["a"],
            tensor(
                red.SelectMany(r => new byte[] { 0, r, 0, r, 0, 0, 0, 0, 0, 0, 0, 0 }).ToArray(),
                [red.Length, 3, 2, 2]
            ),
            new int[red.Length],
            new int[red.Length]
        );
}
