using RobustRepro.Imaging;
using RobustRepro.Runtime;
using RobustRepro.Stimuli;
using RobustRepro.Stimuli.Conflicts;
using RobustRepro.Stimuli.Distortions;
using RobustRepro.Tests.Models;
using TorchSharp;
using static RobustRepro.Tests.Stimuli.Distortions.TestImages;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Stimuli.Conflicts;

public sealed class StyleTransferTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    /// <summary>A bright disk on dark ground.</summary>
    private static Tensor Disk()
    {
        Tensor y = arange(0, 32, float32).sub(15.5f).view(32, 1),
            x = y.t();
        return ((y.square() + x.square()).le(81).to(float32) * 0.6f + 0.2f).view(1, 1, 32, 32).repeat(1, 3, 1, 1);
    }

    /// <summary>Vertical stripes of orange and blue, period 4.</summary>
    private static Tensor Stripes()
    {
        Tensor orange = tensor(new[] { 0.9f, 0.5f, 0.1f }).view(1, 3, 1, 1),
            blue = tensor(new[] { 0.1f, 0.2f, 0.6f }).view(1, 3, 1, 1);
        Tensor on = arange(0, 32).remainder(4).lt(2).to(float32).view(1, 1, 1, 32);
        return (orange * on + blue * (1 - on)).expand(1, 3, 32, 32).contiguous();
    }

    [Fact]
    public void The_result_has_the_layout_of_one_image_and_the_direction_and_colours_of_the_other()
    {
        Tensor result = StyleTransfer.Apply(Disk(), Stripes());
        FluentActions.Invoking(() => Pixels.RequireUnitRange(result)).Should().NotThrow();

        // layout: coarse luminance goes with the disk
        Tensor coarse = FrequencyFilter.LowPass(Greyscale.Apply(result), 2)[0, 0],
            disk = FrequencyFilter.LowPass(Disk(), 2)[0, 0];
        Correlation(coarse, disk).Should().BeGreaterThan(0.75);

        // it alternates along rows, as stripes do, more than along columns; the disk itself does so equally
        (result.diff(dim: 3).abs().mean() / result.diff(dim: 2).abs().mean())
            .item<float>()
            .Should()
            .BeGreaterThan(1.1f);

        // colours: red rises where blue falls, as in the stripes, though the disk is grey
        Correlation(result[0, 0], result[0, 2]).Should().BeLessThan(0.2);
    }

    /// <summary>By other random filters than those of the transfer, so that it cannot have fitted its own
    /// alone.</summary>
    [Fact]
    public void The_statistics_of_the_texture_are_closer_than_recolouring_alone_brings_them()
    {
        Tensor layouts = Soft(10),
            textures = layouts.flip(0, 3).add(rand(10, 3, 32, 32, generator: new Generator(5)) * 0.3f).clamp(0, 1);
        Tensor recoloured = PerImage.Join(
            [.. PerImage.Split(layouts).Zip(PerImage.Split(textures), RankTransfer.Apply)],
            layouts
        );
        using var statistics = new TextureStatistics(seed: 77);
        double Error(Tensor images) =>
            statistics
                .Of(images - 0.5)
                .Zip(
                    statistics.Of(textures - 0.5),
                    (a, b) => ((a - b).square().sum([1, 2]) / b.square().sum([1, 2])).mean().item<float>()
                )
                .Average();
        Error(StyleTransfer.Apply(layouts, textures)).Should().BeLessThan(0.5 * Error(recoloured));
    }

    [Fact]
    public void An_image_in_its_own_texture_stays_much_the_same()
    {
        Tensor image = Soft(1);
        (StyleTransfer.Apply(image, image) - image).abs().mean().item<float>().Should().BeLessThan(0.05f);
    }

    [Fact]
    public void A_result_is_a_function_of_its_images_whatever_the_batch_and_the_number_of_threads()
    {
        var quick = new StyleTransferSettings { Evaluations = 8 };
        Tensor layouts = Soft(30),
            textures = layouts.flip(0, 2);
        Tensor whole = StyleTransfer.Apply(layouts, textures, quick);
        Same(StyleTransfer.Apply(layouts.narrow(0, 3, 2), textures.narrow(0, 3, 2), quick), whole.narrow(0, 3, 2))
            .Should()
            .BeTrue("batches do not matter");
        try
        {
            TorchRuntime.Start(2);
            Same(StyleTransfer.Apply(layouts, textures, quick), whole)
                .Should()
                .BeTrue("the number of threads does not matter");
            TorchRuntime.CurrentThreads.Should().Be(2);
        }
        finally
        {
            TorchRuntime.Start(1);
        }
        Same(StyleTransfer.Apply(layouts, textures, quick with { Seed = 2 }), whole)
            .Should()
            .BeFalse("other filters, other results");
    }

    [Fact]
    public void A_set_has_the_classes_of_layout_and_texture_as_labels_and_leaves_no_tensor_behind()
    {
        using StimulusSet set = SoftSet(9, 3);
        IReadOnlyList<ConflictPair> pairs = ConflictPair.Draw(set, 1, seed: 1);
        long before = ToyNetworks.LiveTensors;
        using (StimulusSet styled = StyleTransfer.Set(set, pairs, "style", new() { Evaluations = 3 }))
        {
            styled.Shape.Should().Equal(pairs.Select(p => set.Labels[p.Shape]));
            styled.Texture.Should().Equal(pairs.Select(p => set.Labels[p.Texture]));
        }
        ToyNetworks.LiveTensors.Should().Be(before);
    }

    [Fact]
    public void Stylizing_draws_a_texture_per_image_from_the_pool()
    {
        using StimulusSet pool = SoftSet(6, 3),
            set = SoftSet(4, 2);
        var quick = new StyleTransferSettings { Evaluations = 3 };
        Distortion stylize = StyleTransfer.Stylize(pool, quick);
        Tensor images = set.Batch(0, 4),
            stylized = stylize.Apply(images, 5, seed: 8);
        long[] drawn = [.. Enumerable.Range(5, 4).Select(i => (long)new SplitMixRandom(8, i).Below(6))];
        Same(stylized, StyleTransfer.Apply(images, Pixels.ToFloat(pool.Images.index_select(0, tensor(drawn))), quick))
            .Should()
            .BeTrue();
        Same(stylize.Apply(images.narrow(0, 1, 1), 6, seed: 8), stylized.narrow(0, 1, 1)).Should().BeTrue();
        using StimulusSet result = stylize.Apply(set, seed: 8, "stylized");
        result.Texture.Should().AllBeEquivalentTo(-1);
        result.Labels.Should().Equal(set.Labels);
    }

    [Fact]
    public void Sizes_must_fit()
    {
        FluentActions
            .Invoking(() => StyleTransfer.Apply(Soft(2), Soft(1)))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("*texture per layout*");
        FluentActions
            .Invoking(() => StyleTransfer.Apply(Soft(1, 30), Soft(1, 30)))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("*that 4 divides*30 x 30*");
    }

    private static double Correlation(Tensor a, Tensor b)
    {
        Tensor x = a - a.mean(),
            y = b - b.mean();
        return ((x * y).sum() / (x.square().sum() * y.square().sum()).sqrt()).item<float>();
    }
}
