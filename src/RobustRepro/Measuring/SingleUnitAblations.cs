using RobustRepro.Measures;
using RobustRepro.Measures.Units;
using RobustRepro.Models;
using RobustRepro.Stimuli;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Measuring;

/// <summary>Sets one unit after the other to zero, to see how many decisions by shape and by texture hang on
/// it.</summary>
/// <param name="conflicts">Images whose two cues are of different classes.</param>
/// <param name="rule">How they are answered.</param>
internal sealed class SingleUnitAblations(StimulusSet conflicts, AnswerRule rule, torch.Device? device)
{
    /// <summary>Images that run up to the layer at once, at least: below 16, libtorch on one thread takes a slow way
    /// through convolutions of 1 x 1.</summary>
    private const int ImagesAtOnce = 16;

    /// <summary>Bytes of the layer's outputs, one copy of them per unit, that go through the rest of the network at
    /// once. Many make late layers fast; blocks of 32 MB and more are slow to get on a CPU.</summary>
    private const long BytesOnCpu = 24L << 20,
        BytesOnGpu = 512L << 20;

    /// <summary>Units per network.</summary>
    public int Units { get; init; } = SingleUnitRule.UnitsPerNetwork;

    /// <param name="layers">Hooked layers; the result is in their order, and then in the units'.</param>
    /// <param name="progress">Told what is done, how many units of it are done, and how many there are.</param>
    public IReadOnlyList<UnitAblation> Measure(
        NormalizedModel model,
        IReadOnlyList<string> layers,
        Action<string, int, int>? progress = null
    )
    {
        if (conflicts.Count == 0)
            return [];
        using var mode = new EvaluationMode(model);
        int images = ImagesOfPass();
        (string Layer, int Units, long Bytes)[] sizes = Sizes(model, layers, images);
        int perLayer = Math.Max(1, Units / layers.Count);
        (string Layer, int Unit)[][] passes =
        [
            .. sizes.SelectMany(size =>
                UnitSample
                    .Of(size.Layer, size.Units, perLayer)
                    .Select(unit => (size.Layer, unit))
                    .Chunk((int)Math.Max(1, MostBytes / size.Bytes))
            ),
        ];
        int total = passes.Sum(p => p.Length);
        int[] intact = Accuracy.Answers(model, conflicts, device, rule);
        List<UnitAblation> measured = [];
        foreach ((string Layer, int Unit)[] pass in passes)
        {
            int[][] answers = Ablation.AnswersOfEach(
                [.. pass.Select(p => Ablation.ZeroOut(p.Layer, p.Unit))],
                model,
                conflicts,
                device,
                rule,
                _ => progress?.Invoke("single units", measured.Count, total),
                images
            );
            measured.AddRange(
                pass.Zip(
                    answers,
                    (p, without) =>
                        new UnitAblation(
                            p.Layer,
                            p.Unit,
                            Lost(conflicts.Shape, intact, without),
                            Lost(conflicts.Texture, intact, without)
                        )
                )
            );
        }
        progress?.Invoke("single units", total, total);
        return measured;
    }

    private long MostBytes => device is { type: DeviceType.CUDA } ? BytesOnGpu : BytesOnCpu;

    /// <summary>As even as possible, so that the last pass is no smaller than the others.</summary>
    private int ImagesOfPass()
    {
        int passes = Math.Max(1, conflicts.Count / ImagesAtOnce);
        return (conflicts.Count + passes - 1) / passes;
    }

    /// <summary>Per layer its units, and the bytes of its outputs for so many images.</summary>
    private (string Layer, int Units, long Bytes)[] Sizes(
        NormalizedModel model,
        IReadOnlyList<string> layers,
        int images
    )
    {
        using DisposeScope scope = NewDisposeScope();
        IReadOnlyDictionary<string, Tensor> outputs = LayerTap.Outputs(
            model,
            layers,
            NetworkInput.On(device, conflicts.Batch(0, images))
        );
        return [.. layers.Select(l => (l, (int)outputs[l].shape[1], outputs[l].numel() * sizeof(float)))];
    }

    private static double Lost(int[] cue, int[] intact, int[] without)
    {
        int Count(int[] answers) => answers.Zip(cue).Count(a => a.First == a.Second);
        return 100.0 * (Count(intact) - Count(without)) / cue.Length;
    }
}
