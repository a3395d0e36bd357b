using RobustRepro.Stimuli.Distortions;
using TorchSharp;
using static RobustRepro.Tests.Stimuli.Distortions.TestImages;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Stimuli.Distortions;

public sealed class SimpleDistortionTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void Greyscale_weighs_red_green_and_blue_as_scikit_image()
    {
        // numpy: 0.2125 R + 0.7154 G + 0.0721 B
        Tensor grey = Greyscale.Apply(Pattern(8, 10));
        for (int c = 0; c < 3; c++)
            Samples(grey[0, c])
                .ShouldBe([0.283407, 0.771212, 0.347376, 0.199953, 0.245001, 0.811237, 0.422382, 0.276596, 0.485018]);
        Tensor already = full([1, 3, 4, 4], 0.3f);
        Same(Greyscale.Apply(already), already).Should().BeTrue();
    }

    [Fact]
    public void Low_contrast_fades_to_mid_grey()
    {
        Tensor images = tensor(new[] { 0f, 1, 0.25f }, [1, 3, 1, 1]);
        LowContrast
            .Apply(images, 0.2)
            .data<float>()
            .ToArray()
            .Should()
            .Equal([0.4f, 0.6f, 0.45f], (a, b) => Math.Abs(a - b) < 1e-6);
        Same(LowContrast.Apply(images, 1), images).Should().BeTrue();
        Same(LowContrast.Apply(images, 0), full_like(images, 0.5f)).Should().BeTrue();
        FluentActions.Invoking(() => LowContrast.Apply(images, 1.1)).Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void Uniform_noise_fills_its_range_and_is_a_function_of_seed_and_image()
    {
        Tensor images = full([3, 3, 64, 64], 0.5f);
        Tensor noise = UniformNoise.Apply(images, 4, 0.2f, seed: 5) - 0.5f;
        noise.abs().max().item<float>().Should().BeInRange(0.199f, 0.2f + 1e-6f);
        noise.mean().item<float>().Should().BeApproximately(0, 0.003f);
        noise.std().item<float>().Should().BeApproximately(0.2f / MathF.Sqrt(3), 0.002f);
        (noise[0] * noise[1]).mean().item<float>().Should().BeApproximately(0, 5e-4f);
        (noise[0, 0] * noise[0, 1]).mean().item<float>().Should().BeApproximately(0, 1e-3f);
        Same(UniformNoise.Apply(images.narrow(0, 1, 1), 5, 0.2f, seed: 5) - 0.5f, noise.narrow(0, 1, 1))
            .Should()
            .BeTrue();
        Same(UniformNoise.Apply(images, 4, 0.2f, seed: 6) - 0.5f, noise).Should().BeFalse();
        Same(UniformNoise.Apply(images, 4, 0, seed: 5), images).Should().BeTrue();
        FluentActions
            .Invoking(() => UniformNoise.Apply(images, 0, -1, seed: 5))
            .Should()
            .Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void Silhouettes_are_black_objects_on_white()
    {
        Tensor masks = tensor(new[] { true, false, false, true }, [1, 2, 2]);
        Tensor silhouettes = Silhouettes.Apply(masks);
        silhouettes.shape.Should().Equal(1, 3, 2, 2);
        silhouettes.contiguous().data<float>().ToArray().Should().Equal(0, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1, 0);
        FluentActions
            .Invoking(() => Silhouettes.Apply(Pattern(4, 4)))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("*masks*");
    }

    [Theory]
    [InlineData(80, new[] { 0.517647, 0.505882, 0.498039, 0.458824, 0.466667, 0.443137, 0.45098, 0.486275, 0.491766 })]
    [InlineData(40, new[] { 0.541176, 0.545098, 0.537255, 0.517647, 0.47451, 0.462745, 0.458824, 0.486275, 0.494481 })]
    [InlineData(5, new[] { 0.501961, 0.501961, 0.501961, 0.501961, 0.423529, 0.423529, 0.423529, 0.423529, 0.501961 })]
    public void Jpeg_is_that_of_Pillow(int quality, double[] expected)
    {
        // Pillow 9.4, whose libjpeg may differ from Skia's by a level here and there
        Tensor soft = FrequencyFilter.LowPass(Pattern(32, 32), 1.5);
        Samples(JpegCompression.Apply(soft, quality)).ShouldBe(expected, tolerance: 1.01 / 255);
    }

    [Fact]
    public void The_quality_of_Jpeg_has_a_range()
    {
        FluentActions
            .Invoking(() => JpegCompression.Apply(Pattern(8, 8), 0))
            .Should()
            .Throw<ArgumentOutOfRangeException>();
        FluentActions
            .Invoking(() => JpegCompression.Apply(Pattern(8, 8), 101))
            .Should()
            .Throw<ArgumentOutOfRangeException>();
    }
}
