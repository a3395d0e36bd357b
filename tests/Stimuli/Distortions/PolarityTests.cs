using RobustRepro.Runtime;
using RobustRepro.Stimuli;
using RobustRepro.Stimuli.Distortions;
using RobustRepro.Tests.Models;
using TorchSharp;
using static RobustRepro.Tests.Stimuli.Distortions.TestImages;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Stimuli.Distortions;

public sealed class PolarityTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void An_inverted_set_has_the_other_polarity_and_the_same_labels()
    {
        using var set = new StimulusSet(
            "x",
            ["a", "b"],
            tensor(new byte[] { 0, 255, 1, 254, 127, 128 }, [2, 3, 1, 1]),
            [1, 0],
            [-1, -1]
        );
        long before = ToyNetworks.LiveTensors;
        using (StimulusSet inverted = Inverted.Of(set, "x-inverted"))
        {
            inverted.Name.Text.Should().Be("x-inverted");
            inverted.Images.data<byte>().ToArray().Should().Equal(255, 0, 254, 1, 128, 127);
            (inverted.Shape, inverted.Texture).Should().Be((set.Shape, set.Texture));
        }
        ToyNetworks.LiveTensors.Should().Be(before);
        set.Images.data<byte>().ToArray().Should().Equal(0, 255, 1, 254, 127, 128);
    }

    [Fact]
    public void Background_is_white_whether_the_object_is_darker_or_brighter()
    {
        float[] plane = [0.8f, 0.7f, 0.8f, 0.8f, 0.2f, 0.3f, 0.8f, 0.8f, 0.8f];
        Tensor dark = tensor(plane, [1, 1, 3, 3]).repeat(1, 3, 1, 1);
        double[] expected = [1, 1, 1, 1, 0, 0, 1, 1, 1];
        foreach (Tensor image in new[] { dark, 1 - dark })
        {
            Tensor cut = Thresholded.Apply(image);
            for (int c = 0; c < 3; c++)
                cut[0, c].contiguous().data<float>().ToArray().Select(v => (double)v).Should().Equal(expected);
        }
    }

    [Fact]
    public void An_image_of_one_value_is_all_background() =>
        Same(Thresholded.Apply(full([1, 3, 4, 4], 0.3f)), ones(1, 3, 4, 4)).Should().BeTrue();

    [Fact]
    public void Luminance_decides_not_one_channel()
    {
        // red 1 has a luminance of 0.21, green 0.5 one of 0.36
        Tensor image = zeros(1, 3, 3, 3);
        image[0, 0].fill_(1);
        image[0, 0, 1, 1] = 0;
        image[0, 1, 1, 1] = 0.5f;
        Tensor cut = Thresholded.Apply(image);
        cut.sum().item<float>().Should().Be(24);
        cut[0, 0, 1, 1].item<float>().Should().Be(0);
    }

    [Fact]
    public void The_threshold_is_the_best_of_all()
    {
        var random = new SplitMixRandom(9, 0);
        for (int round = 0; round < 20; round++)
        {
            double[] values =
            [
                .. Enumerable
                    .Range(0, 60)
                    .Select(i => (double)(random.Below(60) + (i % 4 < round % 4 ? random.Below(190) : 20))),
            ];
            int best = Enumerable.Range(0, 255).MaxBy(level => Between(values, level));
            Thresholded.Threshold(values).Should().Be(best);
        }
        Thresholded.Threshold([7, 7, 7]).Should().Be(7);
    }

    [Fact]
    public void A_set_keeps_its_labels_and_has_black_and_white_alone()
    {
        using StimulusSet set = SoftSet(12, 3);
        using StimulusSet cut = DistortionCatalogue.Get("thresholded").Levels[0].Apply(set, 0, "thresholded");
        cut.Labels.Should().Equal(set.Labels);
        cut.Images.eq(0).logical_or(cut.Images.eq(255)).all().item<bool>().Should().BeTrue();
    }

    private static double Between(double[] values, int level)
    {
        double[] low = [.. values.Where(v => v <= level)],
            high = [.. values.Where(v => v > level)];
        if (low.Length == 0 || high.Length == 0)
            return 0;
        // rounded, so that levels that part the values alike are equal and the lowest of them is taken
        return Math.Round(low.Length * high.Length * Math.Pow(low.Average() - high.Average(), 2), 6);
    }
}
