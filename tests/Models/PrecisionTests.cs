using RobustRepro.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Models;

public sealed class PrecisionTests
{
    public static TheoryData<string, Precision> Cases =>
        new()
        {
            { "alexnet", Precision.BFloat16 },
            { "googlenet", Precision.BFloat16 },
            { "resnet50", Precision.BFloat16 },
            { "resnet50", Precision.Float16 },
        };

    [Theory, MemberData(nameof(Cases)), Trait("Speed", "slow")]
    public void Half_precision_gives_nearly_the_same_logits_in_float32(string name, Precision precision)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable off = no_grad();
        using NormalizedModel model = ModelRegistry.Create(
            ModelRegistry.Find(name, ModelRegistry.ImageNet),
            224,
            1000,
            Normalization.ImageNet
        );
        model.eval();
        Tensor images = NetworkInput.On(null, rand([2, 3, 224, 224], generator: new Generator(3)));
        Tensor exact = model.Logits(images);
        model.ComputeIn(precision);
        Tensor rounded = model.Logits(images);
        rounded.dtype.Should().Be(ScalarType.Float32);
        model
            .Network.parameters()
            .First()
            .dtype.Should()
            .Be(precision == Precision.Float16 ? ScalarType.Float16 : ScalarType.BFloat16);
        double error = ((rounded - exact).norm() / exact.norm()).ToDouble();
        // 8 bits of mantissa through up to 50 layers
        error.Should().BeLessThan(precision == Precision.Float16 ? 0.01 : 0.08).And.BeGreaterThan(0);
    }
}
