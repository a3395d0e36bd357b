using RobustRepro.Runtime;
using RobustRepro.Stimuli.Distortions;
using RobustRepro.Stimuli.Distortions.Corruptions;
using TorchSharp;
using static RobustRepro.Tests.Stimuli.Distortions.TestImages;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Stimuli.Distortions;

/// <summary>What must hold of the corruptions whatever is drawn.</summary>
public sealed class RandomCorruptionTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void Shot_noise_has_the_variance_of_photons_and_whole_counts()
    {
        Tensor images = full([4, 3, 64, 64], 0.4f);
        Tensor noisy = NoiseCorruptions.Shot.Levels[4].Apply(images, 0, seed: 1);
        noisy.mean().item<float>().Should().BeApproximately(0.4f, 0.002f);
        noisy.std().item<float>().Should().BeApproximately(MathF.Sqrt(0.4f / 50), 0.001f);
        (noisy * 50 - (noisy * 50).round()).abs().max().item<float>().Should().BeLessThan(1e-4f);
        NoiseCorruptions.Shot.Levels[4].Apply(zeros(1, 3, 4, 4), 0, seed: 1).max().item<float>().Should().Be(0);
    }

    [Fact]
    public void Impulse_noise_makes_its_share_of_values_black_or_white_and_leaves_the_rest()
    {
        Tensor images = full([4, 3, 64, 64], 0.4f);
        Tensor noisy = NoiseCorruptions.Impulse.Levels[4].Apply(images, 0, seed: 1);
        noisy.eq(0).to(float32).mean().item<float>().Should().BeApproximately(0.035f, 0.003f);
        noisy.eq(1).to(float32).mean().item<float>().Should().BeApproximately(0.035f, 0.003f);
        noisy.eq(0.4f).to(float32).mean().item<float>().Should().BeApproximately(0.93f, 0.005f);
    }

    [Fact]
    public void Glass_blur_takes_pixels_from_above_and_left_at_most_one_away()
    {
        // the blur of the weakest severity is none; a pixel's value says where it was, in all channels alike
        Tensor places = arange(0, 144, float32).div(143).view(1, 1, 12, 12).expand(1, 3, 12, 12).contiguous();
        Tensor moved = GlassBlur.Series.Levels[0].Apply(places, 0, seed: 2).mul(143).round();
        Same(moved[0, 0], moved[0, 2]).Should().BeTrue();
        var offsets = new HashSet<(int, int)>();
        for (int y = 0; y < 12; y++)
        {
            for (int x = 0; x < 12; x++)
            {
                int from = (int)moved[0, 0, y, x].item<float>();
                (int dy, int dx) = (from / 12 - y, from % 12 - x);
                if (y < 2 || x < 2)
                    (dy, dx).Should().Be((0, 0), "the border stays");
                offsets.Add((dy, dx));
            }
        }
        offsets.Should().BeEquivalentTo([(0, 0), (0, -1), (-1, 0), (-1, -1)]);
    }

    [Fact]
    public void A_fractal_spans_0_to_1_is_a_torus_and_rougher_at_slower_decay()
    {
        var random = new SplitMixRandom(1, 2);
        Plane smooth = Fog.Fractal(20, 3, ref random),
            rough = Fog.Fractal(32, 1.75, ref random);
        (smooth.Height, smooth.Width, rough.Height).Should().Be((32, 32, 32));
        foreach (Plane fractal in new[] { smooth, rough })
        {
            fractal.Values.Min().Should().Be(0);
            fractal.Values.Max().Should().Be(1);
            Steps(fractal, 31)
                .Should()
                .BeLessThan(
                    1.5 * Enumerable.Range(0, 31).Max(x => Steps(fractal, x)),
                    "the last column continues in the first"
                );
        }
        Roughness(rough).Should().BeGreaterThan(1.5 * Roughness(smooth));

        static double Roughness(Plane plane) =>
            Enumerable
                .Range(0, 32 * 32)
                .Average(p =>
                    Math.Abs(plane[p / 32, p % 32] - (plane[p / 32, (p + 1) % 32] + plane[p / 32, (p + 31) % 32]) / 2)
                );

        static double Steps(Plane plane, int x) =>
            Enumerable.Range(0, 32).Average(y => Math.Abs(plane[y, x] - plane[y, (x + 1) % 32]));
    }

    [Fact]
    public void Fog_keeps_the_brightest_value_and_never_darkens_the_black()
    {
        Tensor image = cat([zeros(1, 3, 16, 32), full([1, 3, 16, 32], 0.8f)], 2);
        Tensor fog = Fog.Series.Levels[2].Apply(image, 0, seed: 4);
        // (0.8 + 0.75 h) 0.8 / 1.55 with h in [0, 1]
        fog[.., .., 16..].min().item<float>().Should().BeGreaterThanOrEqualTo(0.64f / 1.55f - 1e-5f);
        fog.max().item<float>().Should().BeLessThanOrEqualTo(0.8f + 1e-5f);
        fog[.., .., ..16].std().item<float>().Should().BeGreaterThan(0.02f);
        Same(fog[0, 0], fog[0, 2]).Should().BeTrue("fog is grey");
    }

    [Fact]
    public void Snow_only_brightens_dark_images_and_falls_the_same_on_the_opposite_side()
    {
        Tensor black = zeros(1, 3, 32, 32);
        Tensor snow = Snow.Series.Levels[2].Apply(black, 0, seed: 5);
        Same(snow[0, 0], snow[0, 1]).Should().BeTrue();
        Same(snow, snow.flip(2, 3)).Should().BeTrue();
        // 1 - share of the whitened black, 0.5, lies under the flakes
        snow.min().item<float>().Should().BeApproximately(0.05f, 1e-5f);
        snow.max().item<float>().Should().BeGreaterThan(0.3f);
    }

    [Fact]
    public void The_affine_map_of_the_elastic_transform_takes_moved_corners_back()
    {
        var random = new SplitMixRandom(3, 4);
        double[] none = ElasticTransform.InverseAffine(32, 32, 0, ref random);
        none.Should().Equal([1, 0, 0, 0, 1, 0], (a, b) => Math.Abs(a - b) < 1e-9);

        SplitMixRandom again = random;
        double[] map = ElasticTransform.InverseAffine(32, 32, 2.5f, ref random);
        foreach ((int x, int y) in new[] { (26, 26), (26, 6), (6, 6) })
        {
            double movedX = x + (double)again.Uniform(-2.5f, 2.5f),
                movedY = y + (double)again.Uniform(-2.5f, 2.5f);
            (map[0] * movedX + map[1] * movedY + map[2]).Should().BeApproximately(x, 1e-9);
            (map[3] * movedX + map[4] * movedY + map[5]).Should().BeApproximately(y, 1e-9);
        }
    }

    [Fact]
    public void The_elastic_transform_moves_pixels_by_a_few_places_and_makes_no_new_values()
    {
        Tensor soft = Soft(3);
        foreach (Distortion level in ElasticTransform.Series.Levels)
        {
            Tensor moved = level.Apply(soft, 0, seed: 6);
            moved.amax([2, 3]).le(soft.amax([2, 3]) + 1e-6f).all().item<bool>().Should().BeTrue();
            (moved - soft).abs().mean().item<float>().Should().BeInRange(0.01f, 0.25f);
        }
        Tensor flat = full([1, 3, 32, 32], 0.3f);
        (ElasticTransform.Series.Levels[4].Apply(flat, 0, seed: 6) - flat)
            .abs()
            .max()
            .item<float>()
            .Should()
            .BeLessThan(1e-6f);
    }

    [Fact]
    public void Normal_draws_are_normal()
    {
        var random = new SplitMixRandom(9, 1);
        double[] draws = new double[50_000];
        for (int i = 0; i < draws.Length; i++)
            draws[i] = random.Normal();
        draws.Average().Should().BeApproximately(0, 0.015);
        draws.Average(d => d * d).Should().BeApproximately(1, 0.02);
        draws.Average(d => d * d * d * d).Should().BeApproximately(3, 0.15);
        draws.Count(d => Math.Abs(d) > 2).Should().BeInRange(2100, 2450, "4.55 in a hundred");
    }
}
