using RobustRepro.Checkpoints;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Checkpoints;

/// <summary>Whether a GoogLeNet normalises its input once more: said, or measured from its first layer.</summary>
public sealed class InputTransformTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose()
    {
        scope.Dispose();
        folder.Dispose();
    }

    [Theory]
    // what training on ImageNet's pixels leaves: normalised once, twice, and a little off each
    [InlineData(0, 0, 0, false)]
    [InlineData(0.03, 0.02, 0.03, false)]
    [InlineData(-0.03, -0.088, -0.188, true)]
    [InlineData(-0.05, -0.10, -0.17, true)]
    // between both, and far from both
    [InlineData(-0.015, -0.044, -0.094, null)]
    [InlineData(0.5, 0.5, 0.5, null)]
    public void The_first_layer_shows_the_mean_of_what_it_saw(double red, double green, double blue, bool? expected)
    {
        (Tensor filters, Tensor seen) = Trained(red, green, blue);
        Of(filters, seen).On.Should().Be(expected);
    }

    /// <summary>The weights are the same whatever stands around them: so is what is taken.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("module.")]
    [InlineData("model.")]
    public void A_prefix_decides_nothing(string prefix)
    {
        (Tensor filters, Tensor seen) = Trained(-0.03, -0.088, -0.188);
        InputTransform found = Of(filters, seen, prefix: prefix);
        found.On.Should().BeTrue();
        found.ToString().Should().StartWith("on, measured: its first batch norm saw inputs of mean -0.0");
    }

    [Fact]
    public void Without_images_or_with_noise_alone_nothing_is_decided()
    {
        (Tensor filters, _) = Trained(0, 0, 0);
        InputTransform untrained = Of(filters, zeros(64));
        untrained.On.Should().BeNull();
        untrained.ToString().Should().Be("not said by the file, and its batch norm has seen no images");
        Of(filters, randn(64, generator: new Generator(5)) * 3).On.Should().BeNull();
        // grey filters cannot tell colours apart
        Of(filters.mean([1], keepdim: true).expand(64, 3, 7, 7).contiguous(), randn(64, generator: new Generator(6)))
            .On.Should()
            .BeNull();
    }

    [Fact]
    public void What_the_user_and_the_file_say_comes_first()
    {
        (Tensor filters, Tensor seen) = Trained(-0.03, -0.088, -0.188);
        Of(filters, seen, asked: false).Should().Be(new InputTransform(false, "as set"));
        Of(filters, seen, says: "false").Should().Be(new InputTransform(false, "by the file's metadata"));
        Of(filters, seen, says: "False").On.Should().BeFalse();
    }

    private static (Tensor Filters, Tensor Seen) Trained(double red, double green, double blue)
    {
        using var generator = new Generator(3);
        Tensor filters = randn([64, 3, 7, 7], generator: generator) * 0.1;
        Tensor seen = filters.sum([2, 3]).matmul(tensor([(float)red, (float)green, (float)blue]));
        // padding, augmentation and few batches leave some noise
        return (filters, seen + (randn([64], generator: generator) * 0.01));
    }

    private InputTransform Of(Tensor filters, Tensor seen, bool? asked = null, string? says = null, string prefix = "")
    {
        string path = folder.File($"{Guid.NewGuid()}.safetensors");
        Safetensors.Write(
            path,
            new Dictionary<string, Tensor>
            {
                [prefix + "conv1.conv.weight"] = filters,
                [prefix + "conv1.bn.running_mean"] = seen,
                [prefix + "conv1.bn.running_var"] = ones(64),
            },
            says is null ? null : new Dictionary<string, string> { ["transform_input"] = says }
        );
        using CheckpointFile file = CheckpointFile.Open(path);
        return InputTransform.Of(file, asked);
    }
}
