using RobustRepro.Measures.Synthesis;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Measuring.Synthesis;

/// <summary>What syntheses start from and what they are asked for: the same for every network of a study.</summary>
internal static class SynthesisStarts
{
    /// <summary>The classes of <paramref name="count"/> images: all in turn, or as many as there are images, evenly
    /// spread over the classes.</summary>
    public static int[] Targets(int count, int classes) =>
        [.. Enumerable.Range(0, count).Select(k => classes <= count ? k % classes : (int)((long)k * classes / count))];

    /// <summary>Test images of other classes than the targets, every class about as often: from the class after the
    /// target's, the next time from the second after it, and so on.</summary>
    /// <returns>An index per target.</returns>
    public static int[] Images(IReadOnlyList<int> targets, IReadOnlyList<int> labels, int classes)
    {
        var turns = new ImageTurns(labels);
        return
        [
            .. targets.Select(
                (target, k) =>
                    turns.Next(
                        Enumerable
                            .Range(0, classes)
                            .Select(step => (target + 1 + (k / classes + step) % Math.Max(1, classes - 1)) % classes)
                            .Where(c => c != target)
                    )
            ),
        ];
    }

    /// <summary>Gaussian noise around grey, float32, N x 3 x side x side, in [0, 1].</summary>
    public static Tensor Noise(int count, long side)
    {
        using DisposeScope scope = NewDisposeScope();
        // not the process's generator, from which networks draw
        using Generator generator = new(SynthesisRule.Seed);
        return randn([count, 3, side, side], generator: generator)
            .mul_(SynthesisRule.NoiseDeviation)
            .add_(0.5f)
            .clamp_(0, 1)
            .MoveToOuterDisposeScope();
    }

    /// <summary>Test images whose features are inverted: of all classes in turn.</summary>
    public static int[] Inverted(IReadOnlyList<int> labels, int classes)
    {
        int count = Math.Min(SynthesisRule.Inverted, labels.Count);
        var turns = new ImageTurns(labels);
        return
        [
            .. Targets(count, classes)
                .Select(first => turns.Next(Enumerable.Range(0, classes).Select(step => (first + step) % classes))),
        ];
    }
}
