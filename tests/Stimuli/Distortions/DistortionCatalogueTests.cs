using RobustRepro.Imaging;
using RobustRepro.Runtime;
using RobustRepro.Stimuli;
using RobustRepro.Stimuli.Distortions;
using RobustRepro.Tests.Models;
using TorchSharp;
using static RobustRepro.Tests.Stimuli.Distortions.TestImages;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Stimuli.Distortions;

public sealed class DistortionCatalogueTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    public static TheoryData<string> Names => [.. DistortionCatalogue.All.Select(s => s.Name)];

    [Fact]
    public void Names_are_unique_and_the_corruptions_are_the_benchmarks_but_for_frost()
    {
        DistortionCatalogue.All.Select(s => s.Name).Should().OnlyHaveUniqueItems();
        DistortionCatalogue
            .Corruptions.Select(s => s.Name)
            .Should()
            .Equal(
                "gaussian_noise",
                "shot_noise",
                "impulse_noise",
                "defocus_blur",
                "glass_blur",
                "motion_blur",
                "zoom_blur",
                "snow",
                "fog",
                "brightness",
                "contrast",
                "elastic_transform",
                "pixelate",
                "jpeg_compression"
            );
        DistortionCatalogue.Corruptions.Should().AllSatisfy(s => s.Levels.Should().HaveCount(5));
        foreach (DistortionSeries series in DistortionCatalogue.All)
        {
            series.Levels.Should().AllSatisfy(level => level.Name.Should().Be(series.Name));
            series.Levels.Select(level => level.Strength).Should().OnlyHaveUniqueItems();
            (series.Parameter.Length == 0).Should().Be(series.Levels.Count == 1);
        }
    }

    [Fact]
    public void An_unknown_name_lists_the_known_ones() =>
        FluentActions
            .Invoking(() => DistortionCatalogue.Get("frost"))
            .Should()
            .Throw<InvalidInputException>()
            .WithMessage("unknown distortion 'frost'; known: white-noise,*jpeg_compression");

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_distortion_is_a_function_of_image_seed_and_index_within_the_range(string name)
    {
        Tensor images = Soft(5);
        foreach (
            Distortion level in new[]
            {
                DistortionCatalogue.Get(name).Levels[0],
                DistortionCatalogue.Get(name).Levels[^1],
            }
        )
        {
            random.manual_seed(1);
            Tensor whole = level.Apply(images, 10, seed: 3),
                next = rand(3);
            random.manual_seed(1);
            Same(next, rand(3)).Should().BeTrue("nothing else is drawn");
            whole.shape.Should().Equal(images.shape);
            FluentActions.Invoking(() => Pixels.RequireUnitRange(whole)).Should().NotThrow();
            Same(whole, images).Should().BeFalse();
            Same(level.Apply(images.narrow(0, 2, 2), 12, seed: 3), whole.narrow(0, 2, 2))
                .Should()
                .BeTrue("batches do not matter");
            try
            {
                TorchRuntime.Start(2);
                Same(level.Apply(images, 10, seed: 3), whole).Should().BeTrue("the number of threads does not matter");
            }
            finally
            {
                TorchRuntime.Start(1);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Strengths_rise(string name)
    {
        // tiles of any size are as far from their place, and of the rest each level is meant to be harder than the one
        // before, if not by the difference of pixels
        if (name is "scrambled" or "elastic_transform" or "motion_blur" or "glass_blur" or "snow")
            return;
        Tensor images = Soft(8);
        double[] distance =
        [
            .. DistortionCatalogue
                .Get(name)
                .Levels.Select(level => (double)(level.Apply(images, 0, seed: 3) - images).abs().mean().item<float>()),
        ];
        distance.Should().BeInAscendingOrder();
    }

    [Theory]
    [InlineData("white-noise")]
    [InlineData("uniform-noise")]
    [InlineData("gaussian_noise")]
    [InlineData("shot_noise")]
    [InlineData("impulse_noise")]
    [InlineData("glass_blur")]
    [InlineData("motion_blur")]
    [InlineData("snow")]
    [InlineData("fog")]
    [InlineData("elastic_transform")]
    public void Images_and_seeds_have_draws_of_their_own(string name)
    {
        Distortion level = DistortionCatalogue.Get(name).Levels[2];
        Tensor twice = Soft(1).repeat(2, 1, 1, 1);
        Tensor distorted = level.Apply(twice, 2, seed: 3);
        Same(distorted[0], distorted[1]).Should().BeFalse();
        Same(level.Apply(twice, 2, seed: 4), distorted).Should().BeFalse();
    }

    [Fact]
    public void A_distorted_set_is_rounded_to_bytes_keeps_its_labels_and_leaves_no_tensor_behind()
    {
        using StimulusSet set = SoftSet(130, 3);
        long before = ToyNetworks.LiveTensors;
        using (StimulusSet fog = DistortionCatalogue.Get("fog").Levels[1].Apply(set, seed: 2, "fog"))
        {
            fog.Name.Text.Should().Be("fog");
            fog.Labels.Should().Equal(set.Labels);
            fog.Texture.Should().Equal(set.Texture);
            using DisposeScope inner = NewDisposeScope();
            (fog.Batch(120, 10) - DistortionCatalogue.Get("fog").Levels[1].Apply(set.Batch(120, 10), 120, seed: 2))
                .abs()
                .max()
                .item<float>()
                .Should()
                .BeLessThanOrEqualTo(0.5001f / 255);
        }
        ToyNetworks.LiveTensors.Should().Be(before);
    }

    [Fact]
    public void Normalised_images_are_refused() =>
        FluentActions
            .Invoking(() => DistortionCatalogue.Get("low-pass").Levels[0].Apply(Soft(1) * 4 - 2, 0, seed: 1))
            .Should()
            .Throw<ArgumentOutOfRangeException>()
            .WithMessage("*unnormalised*");
}
