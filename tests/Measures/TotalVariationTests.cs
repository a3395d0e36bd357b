using RobustRepro.Measures;
using RobustRepro.Models;
using RobustRepro.Tests.Models;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Measures;

public sealed class TotalVariationTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void Neighbours_along_rows_and_columns_count_each_once()
    {
        // down: |4-1| + |0-2| + |9-3|, across: |2-1| + |3-2| + |0-4| + |9-0|
        Tensor map = tensor([1f, 2, 3, 4, 0, 9], [1, 1, 2, 3]);
        Tensor both = cat([map, -2 * map, full_like(map, 7), map.flip(2, 3)], 1);
        TotalVariation.OfMaps(both).data<float>().ToArray().Should().Equal(26, 52, 0, 26);
    }

    [Fact]
    public void A_sum_over_positions_and_nothing_else()
    {
        Tensor maps = rand(3, 4, 5, 6);
        Tensor expected = zeros(3, 4);
        for (int y = 0; y < 5; y++)
        {
            for (int x = 0; x < 6; x++)
            {
                if (y > 0)
                    expected += (maps[.., .., y, x] - maps[.., .., y - 1, x]).abs();
                if (x > 0)
                    expected += (maps[.., .., y, x] - maps[.., .., y, x - 1]).abs();
            }
        }
        (TotalVariation.OfMaps(maps) - expected).abs().max().item<float>().Should().BeLessThan(1e-4f);
        (TotalVariation.OfMaps(MemoryFormat.ChannelsLast(maps)) - expected)
            .abs()
            .max()
            .item<float>()
            .Should()
            .BeLessThan(1e-4f);
        TotalVariation.OfMaps(ones(2, 3, 1, 1)).data<float>().ToArray().Should().OnlyContain(v => v == 0);
        FluentActions
            .Invoking(() => TotalVariation.OfMaps(ones(2, 3)))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("*N x C x H x W*2x3*");
    }

    [Fact]
    public void Filters_are_summed_over_their_planes_and_divided_by_their_magnitude()
    {
        // planes of the first filter: 6 (see below) and 0; of the second: 0 and 0
        Tensor weight = tensor([1f, 2, 3, 4, 5, 5, 5, 5, 0, 0, 0, 0, 0, 0, 0, 0], [2, 2, 2, 2]);
        FilterVariation found = FilterVariation.Of(new SpatialConvolution("conv", weight));
        found.Layer.Should().Be("conv");
        found.Raw.Should().Equal(2 + 2 + 1 + 1, 0);
        found.ScaleFree.Should().Equal(6 / 30.0, double.NaN);

        FilterVariation scaled = FilterVariation.Of(new SpatialConvolution("conv", weight * -4));
        scaled.Raw.Should().Equal(24, 0);
        scaled.ScaleFree.Should().Equal(6 / 30.0, double.NaN);
    }

    [Theory]
    [InlineData("alexnet", 7, "features.0 features.3 features.6 features.8 features.10")]
    [InlineData(
        "googlenet",
        7,
        "conv1.conv conv2.conv inception3a.branch2.1.conv inception3a.branch3.1.conv "
            + "inception3b.branch2.1.conv inception3b.branch3.1.conv inception4a.branch2.1.conv "
            + "inception4a.branch3.1.conv inception4b.branch2.1.conv inception4b.branch3.1.conv"
    )]
    [InlineData(
        "resnet",
        7,
        "conv1.conv layer1.0.conv2 layer1.1.conv2 layer2.0.conv2 layer2.1.conv2 layer3.0.conv2 layer3.1.conv2"
    )]
    [InlineData("alexnet", 5, "features.0 features.3 features.6 features.8 features.10")]
    public void Spatial_convolutions_come_in_order_and_the_first_sees_the_image(string name, int kernel, string layers)
    {
        using NormalizedModel model = ModelRegistry.Create(
            ModelRegistry.Find(name),
            kernel == 7 ? 64 : 32,
            10,
            Normalization.Centred
        );
        IReadOnlyList<SpatialConvolution> convolutions = SpatialConvolution.Of(model.Network);
        string.Join(" ", convolutions.Select(c => c.Name)).Should().Be(layers);
        convolutions[0].Weight.shape[1..].Should().Equal(3, kernel, kernel);
        IReadOnlyList<FilterVariation> variations = FilterVariation.Of(model);
        variations.Select(v => (long)v.Raw.Length).Should().Equal(convolutions.Select(c => c.Weight.shape[0]));
        variations.SelectMany(v => v.Raw.Concat(v.ScaleFree)).Should().OnlyContain(v => v > 0);
    }

    [Fact]
    public void Measuring_filters_leaves_the_weights_and_no_tensor()
    {
        using NormalizedModel model = new(
            nn.Sequential(("conv", nn.Conv2d(3, 2, 3)), ("point", nn.Conv2d(2, 2, 1))),
            ToyNetworks.Identity
        );
        long before = ToyNetworks.LiveTensors;
        FilterVariation.Of(model).Should().ContainSingle().Which.Layer.Should().Be("conv");
        ToyNetworks.LiveTensors.Should().Be(before);
        ((Conv2d)model.Network.named_modules().First(m => m.name == "conv").module)
            .weight!.IsInvalid.Should()
            .BeFalse();
    }
}
