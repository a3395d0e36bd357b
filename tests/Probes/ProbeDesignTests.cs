using RobustRepro.Probes;
using RobustRepro.Probes.Trifeature;
using RobustRepro.Stimuli.Trifeature;
using RobustRepro.Studies.Trifeature;

namespace RobustRepro.Tests.Probes;

/// <summary>No concept may stand for another: a unit that detects one would pass for a detector of both.</summary>
public sealed class ProbeDesignTests
{
    [Theory]
    [InlineData(TrifeatureStimuli.ProbeImages, 0.12)]
    [InlineData(6000, 0.05)]
    public void No_attribute_of_an_image_tells_another(int images, double atMost)
    {
        string[] attributes = ["object", "texture", "scene", "colour inside", "colour outside"];
        int[][] values = Attributes(new TrifeatureProbe(images, 104));
        for (int a = 0; a < attributes.Length; a++)
        {
            for (int b = 0; b < a; b++)
            {
                (int, int)[] both = [.. values.Where(v => v[a] > 0 && v[b] > 0).Select(v => (v[a], v[b]))];
                // an object is never on a background of its own colour name, which alone gives V = 0.1
                double allowed = (attributes[a], attributes[b]) == ("colour outside", "colour inside") ? 0.14 : atMost;
                Association(both).Should().BeLessThan(allowed, $"{attributes[a]} and {attributes[b]}");
            }
        }
    }

    [Fact]
    public void The_measure_of_association_finds_what_there_is()
    {
        Association([.. Enumerable.Range(0, 300).Select(i => (i % 10, i % 10))]).Should().BeApproximately(1, 0.02);
        Association([.. Enumerable.Range(0, 300).Select(i => (i % 10, i / 10 % 10))]).Should().Be(0);
    }

    [Fact]
    public void To_have_an_object_says_nothing_of_having_a_texture()
    {
        ProbeScene[] scenes = [.. Enumerable.Range(0, 1600).Select(i => ProbeScene.Draw(104, i).Scene)];
        double objects = scenes.Count(s => s.HasObject),
            textures = scenes.Count(s => s.TextureInside || s.TextureOutside);
        double both = scenes.Count(s => s.HasObject && (s.TextureInside || s.TextureOutside));
        (objects, textures, both).Should().Be((1200, 1200, 900));
    }

    [Fact]
    public void Every_texture_is_drawn_at_every_contrast_and_in_every_place()
    {
        ProbeScene[] scenes =
        [
            .. Enumerable
                .Range(0, TrifeatureStimuli.ProbeImages)
                .Select(i => ProbeScene.Draw(104, i).Scene)
                .Where(s => s.TextureInside || s.TextureOutside),
        ];
        foreach (IGrouping<ProbeTexture, ProbeScene> texture in scenes.GroupBy(s => s.Texture))
        {
            texture.GroupBy(s => s.Amplitude).Should().HaveCount(3).And.OnlyContain(g => g.Count() >= 4);
            texture.Select(s => s.Layout).Distinct().Should().HaveCount(3);
        }
    }

    [Fact]
    public void A_deck_gives_every_value_once_per_run_in_ever_new_orders()
    {
        var deck = new BalancedDeck(5, 2, 15);
        int[][] runs =
        [
            .. Enumerable.Range(0, 100).Select(run => Enumerable.Range(15 * run, 15).Select(deck.At).ToArray()),
        ];
        runs.Should().OnlyContain(run => run.Order().SequenceEqual(Enumerable.Range(0, 15)));
        runs.Select(run => string.Join(" ", run)).Distinct().Should().HaveCount(100);
        runs.Average(run => run[0]).Should().BeApproximately(7, 1.5, "the first place favours no value");
        Enumerable
            .Range(0, 150)
            .Select(new BalancedDeck(5, 3, 15).At)
            .Should()
            .NotEqual(Enumerable.Range(0, 150).Select(deck.At));
    }

    [Fact]
    public void Placements_are_those_of_training_images()
    {
        TrifeaturePlacement[] places = [.. Enumerable.Range(0, 2000).Select(i => ProbeScene.Draw(3, i).Scene.Place)];
        places
            .Should()
            .OnlyContain(p =>
                p.Radius >= 17
                && p.Radius <= 27
                && Math.Abs(p.Rotation) <= 0.35f
                && p.Period >= 3.5f
                && p.Period <= 5.5f
            );
    }

    /// <summary>Numbers per image, 0 for none, as the labels say: object, texture, scene, colour of the object (or of
    /// all), colour around it.</summary>
    private static int[][] Attributes(TrifeatureProbe probe) =>
        [
            .. Enumerable
                .Range(0, probe.Count)
                .Select(i =>
                {
                    ImageConcepts labels = probe.Labels(i);
                    ushort[]? Map(string category) =>
                        labels.Maps.SingleOrDefault(m =>
                            probe.Catalogue.Concepts[m.First(n => n > 0) - 1].Category == category
                        );
                    ushort[] colour = Map("color")!;
                    ushort[]? shape = Map("object");
                    int inside = shape is null ? 0 : Array.FindIndex(shape, n => n > 0),
                        outside = shape is null ? -1 : Array.IndexOf(shape, (ushort)0);
                    return new[]
                    {
                        shape?.Max() ?? 0,
                        Map("texture")?.Max() ?? 0,
                        labels.WholeImage.Sum(),
                        colour[inside],
                        outside < 0 ? 0 : colour[outside],
                    };
                }),
        ];

    /// <summary>Cramér's V with the correction of Bergsma (2013) for what chance alone gives in a sample of this
    /// size.</summary>
    private static double Association((int A, int B)[] pairs)
    {
        int n = pairs.Length;
        Dictionary<int, int> a = pairs.CountBy(p => p.A).ToDictionary(),
            b = pairs.CountBy(p => p.B).ToDictionary();
        Dictionary<(int, int), int> both = pairs.CountBy(p => p).ToDictionary();
        double chiSquare = (
            from x in a
            from y in b
            let expected = (double)x.Value * y.Value / n
            select Math.Pow(both.GetValueOrDefault((x.Key, y.Key)) - expected, 2) / expected
        ).Sum();
        double rows = a.Count - 1,
            columns = b.Count - 1;
        double corrected = Math.Max(0, chiSquare / n - rows * columns / (n - 1));
        return Math.Sqrt(corrected / Math.Min(rows - rows * rows / (n - 1), columns - columns * columns / (n - 1)));
    }
}
