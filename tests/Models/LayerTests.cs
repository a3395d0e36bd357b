using RobustRepro.Models;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace RobustRepro.Tests.Models;

public sealed class LayerTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public LayerTests() => random.manual_seed(3);

    public void Dispose() => scope.Dispose();

    [Theory]
    [InlineData(1, 0, 1)]
    [InlineData(3, 1, 1)]
    [InlineData(3, 1, 2)]
    [InlineData(1, 0, 2)]
    public void A_folded_batch_norm_equals_one_in_evaluation_mode(int kernel, int padding, int stride)
    {
        Conv2d convolution = nn.Conv2d(6, 9, kernel, stride: stride, padding: padding, bias: false);
        BatchNorm2d norm = Randomised(9);
        Tensor x = randn(2, 6, 12, 12);
        norm.eval();
        Largest(
                FoldedNorm.Apply(convolution, norm, x)
                    - Unfolded(norm, F.conv2d(x, convolution.weight!, null, [stride, stride], [padding, padding]))
            )
            .Should()
            .BeLessThan(1e-4f);
    }

    [Theory]
    [InlineData(64)]
    [InlineData(32)]
    public void A_folded_batch_norm_equals_one_in_evaluation_mode_after_the_stem(int size)
    {
        using var stem = new StemConvolution(size, 9, bias: false);
        BatchNorm2d norm = Randomised(9);
        Tensor x = randn(2, 3, size, size);
        norm.eval();
        Largest(FoldedNorm.Apply(stem, norm, x) - Unfolded(norm, PlainStem(stem, x, size))).Should().BeLessThan(1e-4f);
    }

    [Fact]
    public void In_training_mode_batch_norm_uses_and_records_the_batch()
    {
        Conv2d convolution = nn.Conv2d(6, 9, 3, padding: 1, bias: false);
        BatchNorm2d norm = nn.BatchNorm2d(9);
        Tensor output = FoldedNorm.Apply(convolution, norm, 3 + randn(4, 6, 12, 12));
        Largest(output.mean([0, 2, 3])).Should().BeLessThan(1e-4f);
        norm.running_mean!.abs().max().item<float>().Should().BeGreaterThan(0.01f);
    }

    [Theory]
    [InlineData(64, true)]
    [InlineData(64, false)]
    [InlineData(32, true)]
    public void The_stem_is_a_plain_convolution_and_so_is_its_gradient(int size, bool channelsLast)
    {
        using var stem = new StemConvolution(size, 7, bias: true);
        Tensor image = rand(2, 3, size, size);
        Tensor x = (channelsLast ? MemoryFormat.ChannelsLast(image) : image.clone()).requires_grad_(true),
            y = image.clone().requires_grad_(true);
        Tensor ours = stem.call(x),
            plain = PlainStem(stem, y, size) + stem.state_dict()["bias"].view(1, -1, 1, 1);
        Largest(ours - plain).Should().BeLessThan(1e-4f);

        Tensor direction = randn_like(plain);
        (ours * direction).sum().backward();
        (plain * direction).sum().backward();
        Largest(x.grad! - y.grad!).Should().BeLessThan(1e-4f);
        y.grad!.abs().max().item<float>().Should().BeGreaterThan(0.01f);
    }

    [Theory]
    [InlineData(11, 4, 2, 56, 56)]
    [InlineData(11, 4, 2, 52, 64)]
    [InlineData(7, 2, 3, 30, 24)]
    [InlineData(7, 2, 3, 31, 24)]
    [InlineData(5, 3, 0, 15, 15)]
    [InlineData(3, 3, 1, 9, 12)]
    public void A_strided_stem_is_a_plain_convolution_at_any_size_and_so_is_its_gradient(
        int kernel,
        int stride,
        int padding,
        int height,
        int width
    )
    {
        using var stem = new StemConvolution(6, kernel, stride, padding, bias: true);
        Tensor image = randn(2, 3, height, width),
            x = image.clone().requires_grad_(true),
            y = image.clone().requires_grad_(true);
        Tensor blocks = stem.call(x),
            plain = F.conv2d(y, stem.Kernel, stem.state_dict()["bias"], [stride, stride], [padding, padding]);
        blocks.shape.Should().Equal(plain.shape);
        Largest(blocks - plain).Should().BeLessThan(1e-4f);
        Tensor direction = randn_like(plain);
        (blocks * direction).sum().backward();
        (plain * direction).sum().backward();
        Largest(x.grad! - y.grad!).Should().BeLessThan(1e-4f);
        using IDisposable off = no_grad();
        Largest(stem.call(image) - plain).Should().BeLessThan(1e-4f);
    }

    [Fact]
    public void Other_image_sizes_are_refused() =>
        FluentActions
            .Invoking(() => new StemConvolution(48, 7, bias: true))
            .Should()
            .Throw<ArgumentOutOfRangeException>()
            .WithMessage("*64 x 64 or 32 x 32*");

    [Fact]
    public void The_network_inside_sees_its_input_normalised_exactly_once()
    {
        Tensor? seen = null;
        using var inner = new ObservingNetwork(
            (_, input) =>
            {
                seen = input.clone().MoveToOuterDisposeScope();
                return input.flatten(1);
            }
        );
        using var model = new NormalizedModel(
            inner,
            new Normalization([0.485f, 0.456f, 0.406f], [0.229f, 0.224f, 0.225f])
        );
        Tensor x = rand(2, 3, 8, 8);
        model.Logits(x);
        Tensor expected = stack(
            [
                (x.select(1, 0) - 0.485f) / 0.229f,
                (x.select(1, 1) - 0.456f) / 0.224f,
                (x.select(1, 2) - 0.406f) / 0.225f,
            ],
            1
        );
        Largest(seen! - expected).Should().BeLessThan(1e-6f);
        model.state_dict().Should().BeEmpty("the constants are no weights");
    }

    [Fact]
    public void The_centred_normalisation_maps_the_pixel_range_to_plus_minus_two_and_clamps()
    {
        Tensor mapped = Normalization.Centred.Apply(
            tensor([-1f, 0f, 0.5f, 1f, 3f]).view(1, 1, 1, 5).expand(1, 3, 1, 5)
        );
        mapped[0, 1, 0].data<float>().ToArray().Should().Equal(-2, -2, 0, 2, 2);
    }

    [Fact]
    public void Normalised_images_are_refused()
    {
        using NormalizedModel model = ModelRegistry.Create(ModelRegistry.Find("resnet"), 32, 10, Normalization.Centred);
        FluentActions
            .Invoking(() => model.Logits(Normalization.Centred.Apply(rand(2, 3, 32, 32))))
            .Should()
            .Throw<ArgumentOutOfRangeException>()
            .WithMessage("*pass unnormalised images*");
        FluentActions
            .Invoking(() => model.Logits(full([2, 3, 32, 32], float.NaN)))
            .Should()
            .Throw<ArgumentOutOfRangeException>();
        FluentActions
            .Invoking(() => model.Logits(rand(3, 32, 32)))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("*N x 3 x H x W*");
    }

    [Fact]
    public void Channels_last_changes_the_layout_and_no_value()
    {
        Tensor x = rand(2, 3, 5, 4),
            y = MemoryFormat.ChannelsLast(x);
        y.stride().Should().Equal(60, 1, 12, 3);
        Largest(x - y).Should().Be(0);
    }

    private static Tensor PlainStem(StemConvolution stem, Tensor x, int size) =>
        size == 64
            ? F.conv2d(x, stem.state_dict()["weight"], null, [2, 2], [3, 3])
            : F.conv2d(x, stem.state_dict()["weight"], null, [1, 1], [2, 2]);

    /// <summary>Batch norm in evaluation mode, from its definition.</summary>
    private static Tensor Unfolded(BatchNorm2d norm, Tensor x)
    {
        Tensor Channel(Tensor t) => t.view(1, -1, 1, 1);
        return (x - Channel(norm.running_mean!)) / (Channel(norm.running_var!) + 1e-5f).sqrt() * Channel(norm.weight!)
            + Channel(norm.bias!);
    }

    private static BatchNorm2d Randomised(int channels)
    {
        BatchNorm2d norm = nn.BatchNorm2d(channels);
        using IDisposable off = no_grad();
        norm.weight!.copy_(0.5f + rand(channels));
        norm.bias!.copy_(randn(channels));
        norm.running_mean!.copy_(randn(channels));
        norm.running_var!.copy_(0.2f + rand(channels));
        return norm;
    }

    private static float Largest(Tensor difference) => difference.abs().max().item<float>();
}
