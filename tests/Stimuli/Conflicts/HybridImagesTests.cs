using RobustRepro.Stimuli;
using RobustRepro.Stimuli.Conflicts;
using RobustRepro.Stimuli.Distortions;
using RobustRepro.Tests.Models;
using TorchSharp;
using static RobustRepro.Tests.Stimuli.Distortions.TestImages;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Stimuli.Conflicts;

public sealed class HybridImagesTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void A_hybrid_is_one_image_blurred_and_the_detail_of_another() =>
        // scipy 1.10.1 on the pattern and the pattern reversed along all axes
        Samples(HybridImages.Make(Pattern(8, 10), Pattern(8, 10).flip(1, 2, 3), 1.5))
            .ShouldBe([0.866635, 0.540528, 0.341684, 0.85817, 0.172064, 0.124483, 0.338681, 0.318655, 0.475718]);

    [Fact]
    public void An_image_is_the_hybrid_of_itself_and_without_a_cutoff_the_coarse_one_is_all()
    {
        Tensor images = Soft(4);
        (HybridImages.Make(images, images, 2) - images).abs().max().item<float>().Should().BeLessThan(1e-6f);
        Same(HybridImages.Make(images.narrow(0, 0, 2), images.narrow(0, 2, 2), 0), images.narrow(0, 0, 2))
            .Should()
            .BeTrue();
    }

    [Fact]
    public void Coarse_frequencies_are_those_of_the_shape_and_fine_ones_those_of_the_texture()
    {
        Tensor images = Soft(8),
            coarse = images.narrow(0, 0, 4),
            fine = images.narrow(0, 4, 4);
        Tensor hybrid = HybridImages.Make(coarse, fine, 2);
        double Distance(Tensor a, Tensor b) => (a - b).square().mean().item<float>();
        Distance(FrequencyFilter.LowPass(hybrid, 3), FrequencyFilter.LowPass(coarse, 3))
            .Should()
            .BeLessThan(0.1 * Distance(FrequencyFilter.LowPass(hybrid, 3), FrequencyFilter.LowPass(fine, 3)));
        Distance(FrequencyFilter.HighPass(hybrid, 1), FrequencyFilter.HighPass(fine, 1))
            .Should()
            .BeLessThan(0.1 * Distance(FrequencyFilter.HighPass(hybrid, 1), FrequencyFilter.HighPass(coarse, 1)));
    }

    [Fact]
    public void A_set_has_the_classes_of_both_halves_as_labels()
    {
        using StimulusSet set = SoftSet(30, 3);
        ConflictPair[] pairs = [.. ConflictPair.Draw(set, 20, seed: 1)];
        long before = ToyNetworks.LiveTensors;
        using (StimulusSet hybrids = HybridImages.Set(set, pairs, 1.5, "hybrid"))
        {
            hybrids.Count.Should().Be(120);
            hybrids.Shape.Should().Equal(pairs.Select(p => set.Labels[p.Shape]));
            hybrids.Texture.Should().Equal(pairs.Select(p => set.Labels[p.Texture]));
            using DisposeScope inner = NewDisposeScope();
            Tensor last = HybridImages.Make(set.Batch(pairs[119].Shape, 1), set.Batch(pairs[119].Texture, 1), 1.5);
            (hybrids.Batch(119, 1) - last).abs().max().item<float>().Should().BeLessThanOrEqualTo(0.5001f / 255);
        }
        ToyNetworks.LiveTensors.Should().Be(before);
    }

    [Fact]
    public void Halves_must_be_alike() =>
        FluentActions
            .Invoking(() => HybridImages.Make(Soft(2), Soft(1), 1))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("*2x3x32x32 and 1x3x32x32*");
}
