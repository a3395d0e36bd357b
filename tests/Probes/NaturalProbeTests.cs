using RobustRepro.Probes;
using RobustRepro.Probes.Natural;
using RobustRepro.Probes.Trifeature;
using RobustRepro.Stimuli;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Probes;

public sealed class NaturalProbeTests : IDisposable
{
    private static readonly string[] Classes = ["bird", "ship"];

    private readonly StimulusSet photographs = new("photographs", Classes, Photographs(), [0, 1, 1], [0, 1, 1]);
    private readonly StimulusSet patches;
    private readonly NaturalProbe probe;

    public NaturalProbeTests()
    {
        patches = TexturePatches.Make(photographs, seed: 5);
        probe = new(photographs, patches);
    }

    [Fact]
    public void Photographs_come_first_then_patches()
    {
        probe.Count.Should().Be(6);
        using Tensor images = probe.Images(2, 2),
            photograph = photographs.Batch(2, 1),
            patch = patches.Batch(0, 1);
        images.shape.Should().Equal(2, 3, 32, 32);
        images[0].Equals(photograph[0]).Should().BeTrue();
        images[1].Equals(patch[0]).Should().BeTrue();
    }

    [Fact]
    public void A_photograph_is_labelled_by_its_class_and_its_pixels_by_their_colours()
    {
        ImageConcepts red = probe.Labels(0);
        red.WholeImage.Select(Name).Should().Equal("bird");
        red.Maps.Should().ContainSingle().Which.Should().HaveCount(32 * 32).And.OnlyContain(n => Name(n) == "red");
        ImageConcepts halves = probe.Labels(1);
        halves.WholeImage.Select(Name).Should().Equal("ship");
        halves.Maps[0].Take(32 * 16).Should().OnlyContain(n => Name(n) == "blue");
        halves.Maps[0].Skip(32 * 16).Should().OnlyContain(n => Name(n) == "white");
    }

    [Fact]
    public void A_patch_is_labelled_by_its_texture_alone()
    {
        ImageConcepts first = probe.Labels(3),
            last = probe.Labels(5);
        first.Maps.Should().BeEmpty();
        first.WholeImage.Select(Name).Should().Equal("horizontal-stripes");
        last.WholeImage.Select(Name).Should().Equal("vertical-stripes");
    }

    [Fact]
    public void Every_texture_has_the_colours_of_every_class_alike()
    {
        // five divides the number of textures, as CIFAR-10's classes and textures have a divisor in common
        int[] classes = [.. Enumerable.Range(0, 150).Select(i => i % 5)];
        using var many = new StimulusSet(
            "photographs",
            ["a", "b", "c", "d", "e"],
            zeros([150, 3, 32, 32], ScalarType.Byte),
            classes,
            classes
        );
        using StimulusSet made = TexturePatches.Make(many, seed: 5);
        made.Texture.Zip(classes).CountBy(p => p).Should().HaveCount(15 * 5).And.OnlyContain(p => p.Value == 2);
    }

    [Fact]
    public void Every_concept_has_one_category_and_a_number_in_order()
    {
        probe.Catalogue.Categories.Should().Equal("object", "texture", "color");
        probe
            .Catalogue.Concepts.CountBy(c => c.Category)
            .Should()
            .BeEquivalentTo([
                KeyValuePair.Create("object", 2),
                KeyValuePair.Create("texture", Enum.GetValues<ProbeTexture>().Length),
                KeyValuePair.Create("color", 11),
            ]);
    }

    [Fact]
    public void A_patch_has_the_mean_colour_of_its_photograph_and_a_texture_of_its_own()
    {
        using Tensor patch = patches.Batch(0, 1);
        float[] mean = patch.mean([0, 2, 3]).data<float>().ToArray();
        mean[0].Should().BeApproximately(0.8f, 0.05f);
        mean[1].Should().BeApproximately(0.1f, 0.05f);
        patch.std().item<float>().Should().BeGreaterThan(0.05f);
        using StimulusSet again = TexturePatches.Make(photographs, seed: 5),
            other = TexturePatches.Make(photographs, seed: 6);
        again.Images.Equals(patches.Images).Should().BeTrue();
        other.Images.Equals(patches.Images).Should().BeFalse();
    }

    [Fact]
    public void A_reduced_probe_has_half_the_pixels_and_the_same_labels()
    {
        var generated = new TrifeatureProbe(2, seed: 1);
        var reduced = new ReducedProbe(generated);
        using Tensor full = generated.Images(0, 2),
            half = reduced.Images(0, 2);
        half.shape.Should().Equal(2, 3, 32, 32);
        half[0, 0, 0, 0]
            .item<float>()
            .Should()
            .BeApproximately(
                (full[0, 0, 0, 0] + full[0, 0, 0, 1] + full[0, 0, 1, 0] + full[0, 0, 1, 1]).item<float>() / 4,
                1e-6f
            );
        reduced.Labels(1).Should().BeSameAs(generated.Labels(1));
    }

    public void Dispose()
    {
        probe.Dispose();
        patches.Dispose();
        photographs.Dispose();
    }

    private string Name(int number) => probe.Catalogue.Concepts[number - 1].Name;

    private string Name(ushort number) => Name((int)number);

    /// <summary>A red one, one blue above white, a grey one.</summary>
    private static Tensor Photographs()
    {
        Tensor images = zeros([3, 3, 32, 32], ScalarType.Byte);
        images[0, 0] = 204;
        images[0, 1] = 26;
        images[0, 2] = 26;
        images[1, 2] = 230;
        images[1, TensorIndex.Colon, TensorIndex.Slice(16)] = 250;
        images[2] = 128;
        return images;
    }
}
