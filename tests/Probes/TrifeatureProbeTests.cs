using RobustRepro.Files;
using RobustRepro.Imaging;
using RobustRepro.Probes;
using RobustRepro.Probes.Trifeature;
using RobustRepro.Runtime;
using RobustRepro.Stimuli.Trifeature;
using RobustRepro.Studies.Trifeature;
using TorchSharp;
using static RobustRepro.Tests.Probes.TrifeatureProbeImages;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Probes;

public sealed class TrifeatureProbeTests : IDisposable
{
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
            (Rgb mean, float deviation) = ColourOf(i, inside);
            deviation.Should().BeLessThan(0.02f, "there is nothing but the sensor's noise");
            (Rgb around, _) = ColourOf(i, [.. inside.Select(b => !b)]);
            ProbeColours.Contrast(mean, around).Should().BeGreaterThan(0.1f);
        }
        flat.Should().BeGreaterThan(200);
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
}
