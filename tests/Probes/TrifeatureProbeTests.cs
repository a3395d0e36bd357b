using RobustRepro.Files;
using RobustRepro.Imaging;
using RobustRepro.Probes;
using RobustRepro.Probes.Trifeature;
using RobustRepro.Runtime;
using RobustRepro.Stimuli.Trifeature;
using RobustRepro.Studies.Trifeature;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Probes;

public sealed class TrifeatureProbeTests : IDisposable
{
    private const int Plane = TrifeatureScene.Size * TrifeatureScene.Size;

    private static readonly TrifeatureProbe Probe = TrifeatureStimuli.Probe();

    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void An_image_and_its_labels_depend_on_the_seed_and_its_number_alone()
    {
        TrifeatureProbe few = new(20, 7),
            many = new(300, 7),
            other = new(20, 8);
        few.Images(0, 20)
            .bytes.ToArray()
            .Should()
            .Equal(many.Images(0, 20).bytes.ToArray())
            .And.NotEqual(other.Images(0, 20).bytes.ToArray());
        for (int i = 0; i < 20; i++)
        {
            few.Labels(i).Maps.SelectMany(m => m).Should().Equal(many.Labels(i).Maps.SelectMany(m => m));
            few.Labels(i).WholeImage.Should().Equal(many.Labels(i).WholeImage);
        }
    }

    [Fact]
    public void Probes_drawn_side_by_side_equal_one_drawn_alone()
    {
        byte[] alone = new TrifeatureProbe(50, 3).Images(0, 50).bytes.ToArray();
        byte[][] together =
        [
            .. Enumerable
                .Range(0, 4)
                .AsParallel()
                .WithDegreeOfParallelism(4)
                .Select(_ =>
                {
                    using Tensor images = new TrifeatureProbe(50, 3).Images(0, 50);
                    return images.bytes.ToArray();
                }),
        ];
        together.Should().OnlyContain(bytes => bytes.SequenceEqual(alone));
    }

    [Fact]
    public void Images_are_what_networks_take_and_any_run_of_them_can_be_asked_for()
    {
        Tensor all = Probe.Images(0, Probe.Count),
            some = Probe.Images(17, 5);
        all.shape.Should().Equal(TrifeatureStimuli.ProbeImages, 3, 64, 64);
        Pixels.RequireUnitRange(all);
        some.bytes.ToArray().Should().Equal(all.narrow(0, 17, 5).contiguous().bytes.ToArray());
        FluentActions.Invoking(() => Probe.Images(Probe.Count - 1, 2)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => new TrifeatureProbe(0, 1)).Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void Label_maps_are_of_one_category_each_and_of_the_images_size()
    {
        for (int i = 0; i < Probe.Count; i++)
        {
            ImageConcepts labels = Probe.Labels(i);
            (labels.Height, labels.Width).Should().Be((64, 64));
            string[] categories = [.. labels.Maps.Select(CategoryOf)];
            categories.Should().OnlyHaveUniqueItems().And.NotContain("scene").And.Contain("color");
            labels.Maps.Should().OnlyContain(m => m.Length == Plane);
            labels.WholeImage.Should().NotContain(n => Probe.Catalogue.Concepts[n - 1].Category != "scene");
            labels.WholeImage.Count.Should().BeLessThanOrEqualTo(1);
        }
    }

    [Fact]
    public void Every_pixel_of_an_object_is_of_a_part_and_no_other_pixel()
    {
        for (int i = 0; i < Probe.Count; i++)
        {
            ushort[]? shape = Map(i, "object"),
                part = Map(i, "part");
            (shape is null).Should().Be(part is null);
            if (shape is null)
                continue;
            shape.Zip(part!).Should().OnlyContain(p => p.First > 0 == p.Second > 0);
            shape.Distinct().Count(n => n > 0).Should().Be(1, "an image shows one object");
        }
    }

    [Fact]
    public void A_trained_shape_covers_the_pixels_it_covers_in_training_images()
    {
        for (int i = 0; i < 200; i++)
        {
            (ProbeScene scene, _) = ProbeScene.Draw(104, i);
            if (!scene.HasObject || (int)scene.Shape >= TrifeatureGenerator.ClassCount)
                continue;
            TrifeaturePlacement place = scene.Place;
            var mask = new bool[Plane];
            TrifeatureRenderer.Mask(
                new(
                    (TrifeatureShape)scene.Shape,
                    default,
                    place.CentreX,
                    place.CentreY,
                    place.Radius,
                    place.Rotation,
                    4,
                    0,
                    0,
                    default,
                    default
                ),
                mask
            );
            Map(i, "object")!.Select(n => n > 0).Should().Equal(mask);
        }
    }

    [Fact]
    public void Untextured_objects_are_flat_and_stand_out_from_what_is_around_them()
    {
        int flat = 0;
        for (int i = 0; i < Probe.Count; i++)
        {
            (ProbeScene scene, _) = ProbeScene.Draw(104, i);
            if (scene.Layout is not (ProbeLayout.FlatObject or ProbeLayout.ObjectOnTexture))
                continue;
            flat++;
            bool[] inside = [.. Map(i, "object")!.Select(n => n > 0)];
            (Rgb mean, float deviation) = Statistics(i, inside);
            deviation.Should().BeLessThan(0.02f, "there is nothing but the sensor's noise");
            (Rgb around, _) = Statistics(i, [.. inside.Select(b => !b)]);
            ProbeColours.Contrast(mean, around).Should().BeGreaterThan(0.1f);
        }
        flat.Should().BeGreaterThan(200);
    }

    [Fact]
    public void Texture_is_labelled_where_it_is_drawn_and_nowhere_else()
    {
        var textured = new List<(float Amplitude, float Deviation)>();
        for (int i = 0; i < Probe.Count; i++)
        {
            (ProbeScene scene, _) = ProbeScene.Draw(104, i);
            ushort[]? texture = Map(i, "texture"),
                shape = Map(i, "object");
            (texture is null).Should().Be(scene.Layout is ProbeLayout.FlatObject or ProbeLayout.Background);
            if (texture is null)
                continue;
            for (int p = 0; p < Plane; p++)
            {
                bool expected = scene.Layout switch
                {
                    ProbeLayout.TexturedObject => shape![p] > 0,
                    ProbeLayout.ObjectOnTexture => shape![p] == 0,
                    _ => true,
                };
                if (texture[p] > 0 != expected)
                    Assert.Fail($"image {i}, pixel {p}, {scene.Layout}: texture {texture[p]}");
            }
            textured.Add((scene.Amplitude, Statistics(i, [.. texture.Select(n => n > 0)]).Deviation));
        }
        textured
            .Should()
            .OnlyContain(
                t => t.Deviation > 0.02f,
                "the weakest texture, half cut off on black or white, still exceeds the noise"
            );
        float[] means =
        [
            .. textured.GroupBy(t => t.Amplitude).OrderBy(g => g.Key).Select(g => g.Average(t => t.Deviation)),
        ];
        means.Should().HaveCount(3).And.BeInAscendingOrder();
    }

    [Fact]
    public void The_colour_map_names_the_colours_that_are_drawn()
    {
        int regions = 0,
            agree = 0;
        for (int i = 0; i < Probe.Count; i++)
        {
            (ProbeScene scene, _) = ProbeScene.Draw(104, i);
            ushort[] colour = Map(i, "color")!,
                texture = Map(i, "texture") ?? new ushort[Plane],
                shape = Map(i, "object") ?? new ushort[Plane];
            foreach (bool inside in new[] { true, false })
            {
                bool[] region = [.. Enumerable.Range(0, Plane).Select(p => texture[p] == 0 && shape[p] > 0 == inside)];
                if (!region.Contains(true) || (!inside && scene.Background != ProbeBackground.Plain))
                    continue; // only flat regions show their colour as it is
                regions++;
                (Rgb mean, _) = Statistics(i, region);
                if (ProbeConcepts.NumberOf(ColourNaming.Name(mean)) == colour[Array.IndexOf(region, true)])
                    agree++;
            }
        }
        regions.Should().BeGreaterThan(250);
        agree.Should().Be(regions, "colours keep a distance from the borders of their names");
    }

    [Fact]
    public void Object_and_background_never_share_a_colour_name_and_differ_visibly()
    {
        for (int i = 0; i < 2000; i++)
        {
            (ProbeScene scene, _) = ProbeScene.Draw(1, i);
            ColourNaming.Name(scene.ObjectColour).Should().NotBe(ColourNaming.Name(scene.BackgroundColour));
            ProbeColours
                .Contrast(scene.ObjectColour, scene.BackgroundColour)
                .Should()
                .BeGreaterThanOrEqualTo(ProbeColours.LeastContrast);
        }
    }

    [Fact]
    public void Every_concept_is_shown_by_enough_images()
    {
        var images = new int[Probe.Catalogue.Concepts.Count + 1];
        for (int i = 0; i < Probe.Count; i++)
        {
            ImageConcepts labels = Probe.Labels(i);
            foreach (
                int number in labels.Maps.SelectMany(m => m.Distinct()).Select(n => (int)n).Concat(labels.WholeImage)
            )
                images[number]++;
        }
        foreach (Concept concept in Probe.Catalogue.Concepts)
            images[concept.Number]
                .Should()
                .BeGreaterThanOrEqualTo(
                    concept.Category switch
                    {
                        "object" or "texture" => 22,
                        "scene" => 50,
                        _ => 80,
                    },
                    concept.Name
                );
        Counts("object").Should().OnlyContain(n => n <= 38, "balanced");
        Counts("texture").Should().OnlyContain(n => n <= 38, "balanced");
        Counts("color").Max().Should().BeLessThan(Counts("color").Min() * 5 / 4);

        IEnumerable<int> Counts(string category) =>
            Probe.Catalogue.Concepts.Where(c => c.Category == category).Select(c => images[c.Number]);
    }

    [Fact]
    public void Concepts_are_numbered_by_category_in_the_order_that_decides_ties()
    {
        ConceptCatalogue catalogue = Probe.Catalogue;
        catalogue.Categories.Should().Equal("object", "part", "scene", "texture", "color");
        catalogue.Concepts.Select(c => c.Number).Should().Equal(Enumerable.Range(1, 53));
        catalogue.Concepts.Select(c => c.Name).Should().OnlyHaveUniqueItems();
        catalogue.CategoryOf.Should().BeInAscendingOrder();
        catalogue.Concepts.GroupBy(c => c.Category).Select(g => g.Count()).Should().Equal(15, 6, 6, 15, 11);
        catalogue.Concepts[ProbeConcepts.NumberOf(ProbeShape.Heart) - 1].Name.Should().Be("heart");
        catalogue.Concepts[ProbeConcepts.NumberOf(ProbePart.CurvedEdge) - 1].Name.Should().Be("curved-edge");
        catalogue.Concepts[ProbeConcepts.NumberOf(ProbeBackground.Shaded) - 1].Name.Should().Be("shaded");
        catalogue
            .Concepts[ProbeConcepts.NumberOf(ProbeTexture.HorizontalStripes) - 1]
            .Name.Should()
            .Be("horizontal-stripes");
        catalogue
            .Concepts[ProbeConcepts.NumberOf(BasicColour.Brown) - 1]
            .Should()
            .Be(new Concept(53, "brown", "color"));
    }

    [Fact]
    public void Unseen_concepts_are_in_no_training_image_and_the_others_are()
    {
        Enum.GetNames<ProbeShape>()[..10].Should().Equal(Enum.GetNames<TrifeatureShape>());
        Enum.GetNames<ProbeTexture>()[..10].Should().Equal(Enum.GetNames<TrifeatureTexture>());
        var colours = new HashSet<BasicColour>();
        for (int i = 0; i < 5000; i++)
        {
            var random = new SplitMixRandom(1000, i);
            TrifeatureScene scene = TrifeatureScene.Draw(ref random, default, default);
            colours.UnionWith([ColourNaming.Name(scene.ObjectColour), ColourNaming.Name(scene.BackgroundColour)]);
        }
        Probe
            .Catalogue.Concepts.Where(c => TrifeatureProbe.Unseen.Contains(c.Number))
            .Select(c => c.Name)
            .Should()
            .Equal([
                "ring",
                "crescent",
                "heart",
                "semicircle",
                "hourglass",
                "plain",
                "gradient",
                "bands",
                "mosaic",
                "speckle",
                "bricks",
                "honeycomb",
                "maze",
                "weave",
                "scales",
                .. Enum.GetValues<BasicColour>().Except(colours).Select(c => c.Lower()),
            ]);
    }

    private static string CategoryOf(ushort[] map) => Probe.Catalogue.Concepts[map.First(n => n > 0) - 1].Category;

    private static ushort[]? Map(int image, string category) =>
        Probe.Labels(image).Maps.SingleOrDefault(m => CategoryOf(m) == category);

    /// <summary>The mean colour of a region, and the mean over the channels of the deviation from it.</summary>
    private static (Rgb Mean, float Deviation) Statistics(int image, bool[] region)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor values = Probe
            .Images(image, 1)[0]
            .flatten(1)
            .masked_select(tensor(region).unsqueeze(0).expand(3, -1))
            .view(3, -1);
        float[] mean = [.. values.mean([1]).data<float>()];
        return (new(mean[0], mean[1], mean[2]), values.std(1).mean().item<float>());
    }
}
