using RobustRepro.Imaging;
using RobustRepro.Stimuli;
using RobustRepro.Stimuli.Distortions;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Stimuli;

public sealed class StimulusSetTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void Scrambling_takes_the_tiles_in_the_order_2_3_1_0_and_leaves_none_in_place()
    {
        // tile k holds the value k in its four pixels, image n adds 10 n
        Tensor tiles = tensor(new byte[] { 0, 0, 1, 1, 0, 0, 1, 1, 2, 2, 3, 3, 2, 2, 3, 3 }, [1, 1, 4, 4]);
        Tensor images = cat([tiles, tiles + 10], 0).expand(2, 3, 4, 4);
        Tensor scrambled = Scramble.Apply(images);
        byte[] expected = [2, 2, 3, 3, 2, 2, 3, 3, 1, 1, 0, 0, 1, 1, 0, 0];
        for (int channel = 0; channel < 3; channel++)
        {
            scrambled[0, channel].contiguous().bytes.ToArray().Should().Equal(expected);
            scrambled[1, channel].contiguous().bytes.ToArray().Should().Equal(expected.Select(v => (byte)(v + 10)));
        }
        scrambled.eq(images).any().item<bool>().Should().BeFalse();
    }

    [Fact]
    public void Scrambling_moves_pixels_within_tiles_nowhere()
    {
        Tensor images = randint(0, 256, [2, 3, 6, 8]).to(uint8),
            scrambled = Scramble.Apply(images);
        scrambled[.., .., ..3, ..4].eq(images[.., .., 3.., ..4]).all().item<bool>().Should().BeTrue();
        scrambled[.., .., ..3, 4..].eq(images[.., .., 3.., 4..]).all().item<bool>().Should().BeTrue();
        scrambled[.., .., 3.., ..4].eq(images[.., .., ..3, 4..]).all().item<bool>().Should().BeTrue();
        scrambled[.., .., 3.., 4..].eq(images[.., .., ..3, ..4]).all().item<bool>().Should().BeTrue();
    }

    [Fact]
    public void A_scrambled_set_keeps_its_labels_and_needs_an_even_size()
    {
        using var set = new StimulusSet("set", ["a", "b"], zeros([2, 3, 4, 4], uint8), [0, 1], [1, -1]);
        using StimulusSet scrambled = Scramble.Apply(set, "scrambled");
        scrambled.Name.Text.Should().Be("scrambled");
        scrambled.Shape.Should().Equal(0, 1);
        scrambled.Texture.Should().Equal(1, -1);
        FluentActions
            .Invoking(() => Scramble.Apply(zeros(1, 3, 5, 4)))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("*even*5 x 4*");
    }

    [Fact]
    public void Batches_are_floats_in_the_pixel_range_and_the_last_may_be_short()
    {
        Tensor images = arange(0, 5 * 3 * 2 * 2, int64).mul(4).to(uint8).view(5, 3, 2, 2);
        using var set = new StimulusSet("set", ["a"], images, new int[5], new int[5]);
        Tensor batch = set.Batch(3, 10);
        batch.shape.Should().Equal(2, 3, 2, 2);
        batch.dtype.Should().Be(ScalarType.Float32);
        batch[0, 0, 0, 0].item<float>().Should().Be(36 * 4 / 255f);
        Pixels.ToFloat(tensor(new byte[] { 0, 255 })).data<float>().ToArray().Should().Equal(0, 1);
    }

    [Fact]
    public void Labels_fall_back_on_the_texture_where_there_is_no_shape()
    {
        using var set = new StimulusSet("set", ["a", "b", "c"], zeros([3, 3, 2, 2], uint8), [2, -1, 0], [1, 1, -1]);
        set.Labels.Should().Equal(2, 1, 0);
    }

    [Fact]
    public void Images_and_labels_must_fit()
    {
        FluentActions
            .Invoking(() => new StimulusSet("x", ["a"], zeros(2, 3, 4, 4), new int[2], new int[2]))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("x: images must be uint8*");
        FluentActions
            .Invoking(() => new StimulusSet("x", ["a"], zeros([2, 3, 4, 4], uint8), new int[2], new int[3]))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("x: 2 images, 2 shape labels, 3 texture labels*");
    }
}
