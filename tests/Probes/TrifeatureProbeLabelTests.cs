using RobustRepro.Imaging;
using RobustRepro.Probes;
using RobustRepro.Probes.Trifeature;
using TorchSharp;
using static RobustRepro.Tests.Probes.TrifeatureProbeImages;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Probes;

/// <summary>The labels of the generated probe name what its images show.</summary>
public sealed class TrifeatureProbeLabelTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

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
            textured.Add((scene.Amplitude, ColourOf(i, [.. texture.Select(n => n > 0)]).Deviation));
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
                (Rgb mean, _) = ColourOf(i, region);
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
}
