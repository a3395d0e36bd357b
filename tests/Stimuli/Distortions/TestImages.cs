using RobustRepro.Imaging;
using RobustRepro.Stimuli;
using RobustRepro.Stimuli.Distortions;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Stimuli.Distortions;

/// <summary>Images that any language can make again, and a few numbers that stand for one.</summary>
internal static class TestImages
{
    /// <summary>One image of 3 channels: value k, row-major, is the byte (7 k² + 13 k + 29 floor(k / 5)) mod
    /// 251.</summary>
    public static Tensor Pattern(int height, int width)
    {
        byte[] bytes =
        [
            .. Enumerable
                .Range(0, 3 * height * width)
                .Select(k => (byte)(((long)k * k * 7 + k * 13 + k / 5 * 29) % 251)),
        ];
        return Pixels.ToFloat(tensor(bytes, [1, 3, height, width]));
    }

    /// <summary>Its first channel.</summary>
    public static Plane PatternPlane(int height, int width) => PerImage.Split(Pattern(height, width))[0][0];

    /// <summary>Soft images, each different, as photographs are: noise without its finest frequencies.</summary>
    public static Tensor Soft(int count, int size = 32)
    {
        using var generator = new Generator(11);
        using DisposeScope scope = NewDisposeScope();
        Tensor noise = FrequencyFilter.LowPass(rand([count, 3, size, size], generator: generator), 1.5);
        Tensor low = noise.amin([1, 2, 3], keepdim: true),
            high = noise.amax([1, 2, 3], keepdim: true);
        return noise.sub(low).div(high.sub(low)).clamp(0, 1).MoveToOuterDisposeScope();
    }

    /// <summary>A set of soft images with classes 0, 1, 2 and so on in turn.</summary>
    public static StimulusSet SoftSet(int count, int classes)
    {
        using DisposeScope scope = NewDisposeScope();
        int[] labels = [.. Enumerable.Range(0, count).Select(i => i % classes)];
        return new(
            "soft",
            [.. Enumerable.Range(0, classes).Select(c => $"class{c}")],
            Soft(count).mul(255).round().to(uint8),
            labels,
            labels
        );
    }

    /// <summary>Eight values, every 31st from the fourth on, and the mean.</summary>
    public static double[] Samples(Plane plane) =>
        [
            .. Enumerable.Range(0, 8).Select(i => plane.Values[(i * 31 + 3) % plane.Values.Length]),
            plane.Values.Average(),
        ];

    public static double[] Samples(Tensor images)
    {
        float[] values = [.. images.contiguous().data<float>()];
        return Samples(Plane.Create(1, values.Length, (_, x) => values[x]));
    }

    public static void ShouldBe(this double[] samples, double[] expected, double tolerance = 2e-6)
    {
        samples.Should().HaveSameCount(expected);
        for (int i = 0; i < samples.Length; i++)
            samples[i].Should().BeApproximately(expected[i], tolerance, $"sample {i}");
    }

    public static bool Same(Tensor a, Tensor b) => (a - b).abs().max().item<float>() == 0;
}
