using RobustRepro.Imaging;
using RobustRepro.Stimuli;
using RobustRepro.Stimuli.Distortions;
using RobustRepro.Tests.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Stimuli;

public sealed class GaussianNoiseTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void Noise_has_the_given_deviation_and_is_independent_per_value_and_image()
    {
        Tensor images = full([4, 3, 64, 64], 0.5f);
        Tensor noise = GaussianNoise.Apply(images, 0, 0.05f, seed: 9) - 0.5f;
        noise.mean().item<float>().Should().BeApproximately(0, 0.001f);
        noise.std().item<float>().Should().BeApproximately(0.05f, 0.001f);
        // Gaussian: 4.6 in a hundred beyond two deviations, and some beyond the 3.5 at which the renderer's pixel noise
        // ends
        noise.abs().gt(0.1f).to(float32).mean().item<float>().Should().BeApproximately(0.0455f, 0.003f);
        noise.abs().max().item<float>().Should().BeGreaterThan(3.6f * 0.05f);
        (noise[0] * noise[1]).mean().item<float>().Should().BeApproximately(0, 1e-4f);
        (noise[0, 0] * noise[0, 1]).mean().item<float>().Should().BeApproximately(0, 2e-4f);
    }

    [Fact]
    public void Noise_is_a_function_of_seed_and_image_and_touches_no_other_draw()
    {
        Tensor images = rand(5, 3, 8, 8);
        random.manual_seed(1);
        Tensor whole = GaussianNoise.Apply(images, 10, 0.2f, seed: 3),
            next = rand(3);
        random.manual_seed(1);
        Same(next, rand(3)).Should().BeTrue();
        Same(GaussianNoise.Apply(images.narrow(0, 2, 2), 12, 0.2f, seed: 3), whole.narrow(0, 2, 2)).Should().BeTrue();
        Same(GaussianNoise.Apply(images, 11, 0.2f, seed: 3), whole).Should().BeFalse();
        Same(GaussianNoise.Apply(images, 10, 0.2f, seed: 4), whole).Should().BeFalse();
        Same(GaussianNoise.Apply(images, 10, 0, seed: 3), images).Should().BeTrue();
    }

    [Fact]
    public void Pixels_stay_in_their_range()
    {
        Tensor noisy = GaussianNoise.Apply(cat([zeros(2, 3, 8, 8), ones(2, 3, 8, 8)], 0), 0, 0.5f, seed: 1);
        FluentActions.Invoking(() => Pixels.RequireUnitRange(noisy)).Should().NotThrow();
        noisy.eq(0).any().item<bool>().Should().BeTrue();
        noisy.eq(1).any().item<bool>().Should().BeTrue();
        FluentActions
            .Invoking(() => GaussianNoise.Apply(noisy, 0, -1, seed: 1))
            .Should()
            .Throw<ArgumentOutOfRangeException>();
        FluentActions
            .Invoking(() => GaussianNoise.Apply(noisy, 0, float.NaN, seed: 1))
            .Should()
            .Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void A_noisy_set_is_the_same_noise_in_eight_bits()
    {
        using StimulusSet set = ToyNetworks.Flat(
            [.. Enumerable.Range(0, 130).Select(i => i % 3)],
            [.. Enumerable.Range(0, 130).Select(i => ((byte)i, (byte)128, (byte)255))]
        );
        long before = ToyNetworks.LiveTensors;
        using (StimulusSet noisy = GaussianNoise.Apply(set, 0.1f, seed: 2, "noise"))
        {
            noisy.Name.Text.Should().Be("noise");
            noisy.Labels.Should().Equal(set.Labels);
            using DisposeScope inner = NewDisposeScope();
            (noisy.Batch(0, 130) - GaussianNoise.Apply(set.Batch(0, 130), 0, 0.1f, seed: 2))
                .abs()
                .max()
                .item<float>()
                .Should()
                .BeLessThanOrEqualTo(0.5001f / 255);
        }
        ToyNetworks.LiveTensors.Should().Be(before);
    }

    private static bool Same(Tensor a, Tensor b) => (a - b).abs().max().item<float>() == 0;
}
