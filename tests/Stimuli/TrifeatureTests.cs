using RobustRepro.Imaging;
using RobustRepro.Runtime;
using RobustRepro.Stimuli;
using RobustRepro.Stimuli.Trifeature;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Stimuli;

public sealed class TrifeatureTests : IDisposable
{
    private const int Plane = TrifeatureScene.Size * TrifeatureScene.Size;

    private readonly DisposeScope scope = NewDisposeScope();

    public static TheoryData<TrifeatureRendering> Renderings => [.. Enum.GetValues<TrifeatureRendering>()];

    public void Dispose() => scope.Dispose();

    [Theory]
    [MemberData(nameof(Renderings))]
    public void An_image_depends_on_its_seed_and_number_alone(TrifeatureRendering rendering)
    {
        using StimulusSet few = TrifeatureGenerator.Matched("few", 10, 5, rendering),
            many = TrifeatureGenerator.Matched("many", 1000, 5, rendering);
        Bytes(few.Images).Should().Equal(Bytes(many.Images.narrow(0, 0, 10)));
        using StimulusSet other = TrifeatureGenerator.Matched("other", 10, 6, rendering);
        Bytes(other.Images).Should().NotEqual(Bytes(few.Images));
    }

    [Fact]
    public void Sets_drawn_side_by_side_equal_sets_drawn_alone()
    {
        byte[] alone = Bytes(TrifeatureGenerator.CueConflict("alone", 1, 9).Images);
        byte[][] together =
        [
            .. Enumerable
                .Range(0, 6)
                .AsParallel()
                .WithDegreeOfParallelism(6)
                .Select(_ => Bytes(TrifeatureGenerator.CueConflict("together", 1, 9).Images)),
        ];
        together.Should().OnlyContain(bytes => bytes.SequenceEqual(alone));
    }

    [Fact]
    public void Random_texture_says_nothing_of_the_class_and_changes_nothing_else()
    {
        using StimulusSet set = TrifeatureGenerator.RandomTexture("set", 1000, 1),
            matched = TrifeatureGenerator.Matched("set", 1000, 1);
        set.Texture.CountBy(t => t).Should().HaveCount(10).And.OnlyContain(t => t.Value > 60);
        set.Shape.Zip(set.Texture).Count(p => p.First == p.Second).Should().BeInRange(60, 140);
        foreach (int i in Enumerable.Range(0, 1000).Where(i => set.Shape[i] == set.Texture[i]))
            Bytes(set.Images[i]).Should().Equal(Bytes(matched.Images[i]));
    }

    [Fact]
    public void In_matched_images_either_cue_is_the_class()
    {
        int[] expected = [.. Enumerable.Range(0, 35).Select(i => i % 10)],
            absent = [.. Enumerable.Repeat(-1, 35)];
        foreach (TrifeatureRendering rendering in Enum.GetValues<TrifeatureRendering>())
        {
            using StimulusSet set = TrifeatureGenerator.Matched("set", 35, 1, rendering);
            set.Shape.Should().Equal(rendering == TrifeatureRendering.TexturePatch ? absent : expected);
            set.Texture.Should()
                .Equal(rendering is TrifeatureRendering.Intact or TrifeatureRendering.TexturePatch ? expected : absent);
            set.Labels.Should().Equal(expected);
        }
    }

    [Fact]
    public void Cue_conflicts_show_each_of_the_90_pairs_equally_often_and_no_equal_pair()
    {
        using StimulusSet set = TrifeatureGenerator.CueConflict("conflict", 3, 4);
        var pairs = set.Shape.Zip(set.Texture).GroupBy(p => p).ToDictionary(g => g.Key, g => g.Count());
        pairs.Should().HaveCount(90).And.NotContain(p => p.Key.First == p.Key.Second || p.Value != 3);
    }

    [Fact]
    public void Masks_are_the_silhouettes_to_the_pixel()
    {
        using StimulusSet silhouettes = TrifeatureGenerator.Matched(
            "silhouettes",
            50,
            3,
            TrifeatureRendering.Silhouette
        );
        using TrifeatureMasks masks = TrifeatureGenerator.Masks(50, 3);
        byte[] mask = Bytes(masks.Shape);
        for (int image = 0; image < 50; image++)
        {
            byte[] drawn = Bytes(silhouettes.Images[image]);
            for (int channel = 0; channel < 3; channel++)
                drawn
                    .AsSpan(channel * Plane, Plane)
                    .ToArray()
                    .Should()
                    .Equal(mask[(image * Plane)..((image + 1) * Plane)].Select(m => m > 0 ? (byte)0 : (byte)255));
            mask[(image * Plane)..((image + 1) * Plane)].Distinct().Order().Should().Equal(0, (byte)(1 + image % 10));
        }
    }

    [Fact]
    public void Derived_renderings_share_the_scene()
    {
        using StimulusSet flat = TrifeatureGenerator.Matched("flat", 40, 3, TrifeatureRendering.Flat),
            contours = TrifeatureGenerator.Matched("contours", 40, 3, TrifeatureRendering.Contour);
        using StimulusSet intact = TrifeatureGenerator.Matched("intact", 40, 3);
        using TrifeatureMasks masks = TrifeatureGenerator.Masks(40, 3);
        Tensor inside = masks.Shape.gt(0);

        // a contour pixel belongs to the object and touches what does not
        Tensor edge = contours.Images.select(1, 0).gt(0);
        edge.logical_and(inside.logical_not()).any().item<bool>().Should().BeFalse();
        Tensor eroded = nn
            .functional.max_pool2d(inside.logical_not().to(float32).unsqueeze(1), 3, stride: 1, padding: 1)
            .squeeze(1)
            .gt(0);
        edge.logical_and(eroded.logical_not())
            .sum()
            .item<long>()
            .Should()
            .BeLessThan(40 * 30, "only objects cut by the border have edges elsewhere");
        edge.flatten(1).sum(1).data<long>().Should().OnlyContain(n => n > 40);

        // flat and intact images show the same two colours in the same places; the texture averages out
        foreach (Tensor region in new[] { inside, inside.logical_not() })
        {
            Tensor weights = region.unsqueeze(1).to(float32);
            Tensor Mean(StimulusSet set) => (set.Batch(0, 40) * weights).sum([2, 3]) / weights.sum([2, 3]);
            (Mean(flat) - Mean(intact)).abs().max().item<float>().Should().BeLessThan(0.05f);
        }
        Tensor contrast = (Brightness(flat, inside) - Brightness(flat, inside.logical_not())).abs();
        contrast.min().item<float>().Should().BeGreaterThan(0.05f, "a shape can always be seen");
    }

    [Theory]
    [MemberData(nameof(Renderings))]
    public void Texture_and_colour_are_masked_where_a_rendering_shows_them(TrifeatureRendering rendering)
    {
        using TrifeatureMasks masks = TrifeatureGenerator.Masks(20, 3, rendering),
            intact = TrifeatureGenerator.Masks(20, 3);
        byte[] shape = Bytes(masks.Shape),
            texture = Bytes(masks.Texture),
            colour = Bytes(masks.Colour),
            objects = Bytes(intact.Shape);
        for (int i = 0; i < shape.Length; i++)
        {
            byte label = (byte)(1 + i / Plane % 10);
            (byte Shape, byte Texture, bool Colour) expected = rendering switch
            {
                TrifeatureRendering.Intact => (objects[i], objects[i], true),
                TrifeatureRendering.Flat => (objects[i], 0, true),
                TrifeatureRendering.TexturePatch => (0, label, true),
                _ => (objects[i], 0, false),
            };
            if ((shape[i], texture[i], colour[i] > 0) != expected)
                Assert.Fail(
                    $"image {i / Plane}, pixel {i % Plane}: {(shape[i], texture[i], colour[i] > 0)}, "
                        + $"expected {expected}"
                );
        }
    }

    [Fact]
    public void Texture_shows_only_on_textured_renderings()
    {
        using StimulusSet flat = TrifeatureGenerator.Matched("flat", 30, 3, TrifeatureRendering.Flat),
            intact = TrifeatureGenerator.Matched("intact", 30, 3);
        using TrifeatureMasks masks = TrifeatureGenerator.Masks(30, 3);
        double Deviation(StimulusSet set, int image)
        {
            Tensor values = set.Batch(image, 1)[0]
                .masked_select(masks.Shape[image].gt(0).unsqueeze(0).expand(3, -1, -1))
                .view(3, -1);
            return values.std(1).mean().item<float>();
        }
        for (int image = 0; image < 30; image++)
        {
            Deviation(flat, image).Should().BeApproximately(0.015, 0.004, "nothing but sensor noise");
            Deviation(intact, image).Should().BeGreaterThan(0.05);
        }
    }

    [Fact]
    public void The_colour_mask_names_the_colours_that_are_drawn()
    {
        using StimulusSet flat = TrifeatureGenerator.Matched("flat", 200, 3, TrifeatureRendering.Flat);
        using TrifeatureMasks masks = TrifeatureGenerator.Masks(200, 3, TrifeatureRendering.Flat);
        Tensor weights = masks.Shape.gt(0).unsqueeze(1).to(float32);
        float[] drawn = ((flat.Batch(0, 200) * weights).sum([2, 3]) / weights.sum([2, 3])).data<float>().ToArray();
        byte[] shape = Bytes(masks.Shape),
            colour = Bytes(masks.Colour);
        int agree = 0;
        for (int image = 0; image < 200; image++)
        {
            int pixel = Array.FindIndex(shape, image * Plane, m => m > 0);
            if (
                colour[pixel]
                == 1 + (int)ColourNaming.Name(new(drawn[3 * image], drawn[3 * image + 1], drawn[3 * image + 2]))
            )
                agree++;
        }
        agree.Should().BeGreaterThan(190, "rounding and noise move few colours over a boundary");
    }

    [Fact]
    public void Scenes_stay_within_their_ranges_and_fill_them()
    {
        TrifeatureScene[] scenes =
        [
            .. Enumerable
                .Range(0, 4000)
                .Select(i =>
                {
                    var random = new SplitMixRandom(12, i);
                    return TrifeatureScene.Draw(ref random, TrifeatureShape.Star, TrifeatureTexture.Dots);
                }),
        ];
        Spans(scenes.Select(s => s.Radius), 17, 27);
        Spans(scenes.Select(s => s.Rotation), -0.35f, 0.35f);
        Spans(scenes.Select(s => s.Period), 3.5f, 5.5f);
        scenes.Should().OnlyContain(s => s.Shape == TrifeatureShape.Star && s.Texture == TrifeatureTexture.Dots);
        scenes.Should().OnlyContain(s => s.CentreX >= 13 && s.CentreX <= 51 && s.CentreY >= 13 && s.CentreY <= 51);
        scenes
            .Should()
            .OnlyContain(s => s.PhaseX >= 0 && s.PhaseX <= 6 * s.Period && s.PhaseY >= 0 && s.PhaseY <= 6 * s.Period);
        scenes.Should().OnlyContain(s => Math.Abs(s.ObjectColour.Mean - s.BackgroundColour.Mean) >= 0.12f);
        Spans(scenes.Select(s => s.ObjectColour.ToHsv().Value), 0.35f, 0.75f);
        Spans(scenes.Select(s => s.ObjectColour.ToHsv().Saturation), 0.2f, 0.8f);
        Spans(scenes.Select(s => s.BackgroundColour.ToHsv().Value), 0.2f, 0.9f);
    }

    private static void Spans(IEnumerable<float> values, float low, float high)
    {
        float[] sorted = [.. values.Order()];
        float slack = 0.02f * (high - low);
        sorted[0].Should().BeInRange(low - 1e-4f, low + slack);
        sorted[^1].Should().BeInRange(high - slack, high + 1e-4f);
    }

    private static Tensor Brightness(StimulusSet set, Tensor region)
    {
        Tensor weights = region.to(float32);
        return (set.Batch(0, set.Count).mean([1]) * weights).sum([1, 2]) / weights.sum([1, 2]);
    }

    private static byte[] Bytes(Tensor tensor) => tensor.contiguous().bytes.ToArray();
}
