using RobustRepro.Models;
using RobustRepro.Runtime;
using RobustRepro.Stimuli;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Measures;

/// <summary>
/// Units of a network set to zero during the forward pass, right after the layer they belong to. Differs from the
/// paper's code in two places: the network is in evaluation mode (there, dropout stays on), and what becomes zero is
/// the output of the named layer, after its batch norm and ReLU where the layer has them (there, ResNet's first
/// channels become zero before batch norm, hence a constant).
/// </summary>
internal sealed class Ablation
{
    /// <summary>Only what follows the layer runs on all variants, and late layers take a fraction of what the first
    /// ones take: so many times the images of a batch may pass through it at once.</summary>
    private const int MostBatchesAtOnce = 4;

    private Ablation(string layer, int[] units)
    {
        Layer = layer;
        Units = units;
    }

    public string Layer { get; }

    /// <summary>Rising, none twice.</summary>
    public IReadOnlyList<int> Units { get; }

    /// <summary>Sets these units of a layer to zero.</summary>
    /// <param name="layer">Name as in <c>named_modules()</c> of the network.</param>
    /// <param name="units">Channels of the layer's output, from 0.</param>
    public static Ablation ZeroOut(string layer, params IEnumerable<int> units) => new(layer, Sorted(units));

    /// <summary>The network's answers per variant and image, in one forward pass for all variants: the network runs
    /// once up to the layer, and only what follows it runs for each of them. It is left as it was.</summary>
    /// <param name="variants">All of the same layer, one or more, and as few as categories: a late layer's outputs are
    /// in memory as often.</param>
    /// <param name="rule">As for <see cref="Accuracy.Answers"/>.</param>
    /// <param name="progress">Told after each batch how many images are done.</param>
    /// <param name="imagesAtOnce">Images that run up to the layer at once; null for as many as the device takes with
    /// all variants.</param>
    /// <exception cref="InvalidInputException">The network has no such layer or unit, does not run the layer exactly
    /// once, or does not give an answer per output of the layer.</exception>
    public static int[][] AnswersOfEach(
        IReadOnlyList<Ablation> variants,
        NormalizedModel model,
        StimulusSet set,
        torch.Device? device = null,
        AnswerRule? rule = null,
        Action<int>? progress = null,
        int? imagesAtOnce = null
    )
    {
        if (variants.Select(v => v.Layer).Distinct().Count() != 1)
            throw new ArgumentException("variants are of one layer, the same for all", nameof(variants));
        string layer = variants[0].Layer;
        int[][] answers = [.. variants.Select(_ => new int[set.Count])];
        int fitting = BatchSize.Of(device, set.Images.shape[2] * set.Images.shape[3]),
            most = imagesAtOnce ?? Math.Clamp(MostBatchesAtOnce * fitting / variants.Count, 1, fitting);
        using var mode = new EvaluationMode(model);
        using var hooks = new LayerHooks(model, [layer], (_, output) => Stacked(variants, output));
        using IDisposable off = no_grad();
        for (int start = 0; start < set.Count; start += most)
        {
            FinalizerPause.SafePoint();
            using DisposeScope scope = NewDisposeScope();
            int size = Math.Min(most, set.Count - start);
            Tensor logits = model.Logits(NetworkInput.On(device, set.Batch(start, size)));
            if (logits.shape[0] != variants.Count * size)
                throw new InvalidInputException(
                    $"the network gives {logits.shape[0]} answers where layer '{layer}' has {variants.Count * size} "
                        + $"outputs, so that the answers to {variants.Count} ablations cannot be told apart"
                );
            int[] answered = (rule ?? AnswerRule.HighestLogit).Of(logits);
            for (int v = 0; v < answers.Length; v++)
                Array.Copy(answered, v * size, answers[v], start, size);
            progress?.Invoke(start + size);
        }
        return answers;
    }

    /// <summary>The output under each variant, one after the other along the batch.</summary>
    private static Tensor Stacked(IReadOnlyList<Ablation> variants, Tensor output)
    {
        using DisposeScope scope = NewDisposeScope();
        return cat([.. variants.Select(v => v.Apply(output))]).MoveToOuterDisposeScope();
    }

    private Tensor Apply(Tensor output)
    {
        long channels = output.shape[1];
        if (Units.Count > 0 && Units[^1] >= channels)
            throw new InvalidInputException($"layer '{Layer}' has no unit {Units[^1]}; known: 0 to {channels - 1}");
        using DisposeScope scope = NewDisposeScope();
        long[] zeroed = [.. Units.Select(u => (long)u)];
        return output.index_fill(1, tensor(zeroed, device: output.device), 0).MoveToOuterDisposeScope();
    }

    private static int[] Sorted(IEnumerable<int> units)
    {
        int[] sorted = [.. units.Distinct().Order()];
        if (sorted.Length > 0)
            ArgumentOutOfRangeException.ThrowIfNegative(sorted[0], nameof(units));
        return sorted;
    }
}
