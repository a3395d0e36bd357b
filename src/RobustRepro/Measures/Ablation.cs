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
    private readonly Step[] steps;

    private Ablation(params Step[] steps) => this.steps = steps;

    /// <summary>Sets these units of a layer to zero.</summary>
    /// <param name="layer">Name as in <c>named_modules()</c> of the network.</param>
    /// <param name="units">Channels of the layer's output, from 0.</param>
    public static Ablation ZeroOut(string layer, params IEnumerable<int> units) =>
        new(new Step(layer, Sorted(units), Keep: false));

    /// <summary>Sets all other units of a layer to zero.</summary>
    /// <inheritdoc cref="ZeroOut"/>
    public static Ablation Keep(string layer, params IEnumerable<int> units) =>
        new(new Step(layer, Sorted(units), Keep: true));

    /// <summary>Both; a unit is zero where either says so.</summary>
    public Ablation And(Ablation other) => new([.. steps, .. other.steps]);

    public override string ToString() =>
        string.Join("; ", steps.Select(s => $"{s.Layer}: {(s.Keep ? "keep" : "zero")} {string.Join(",", s.Units)}"));

    /// <summary>The network's answer per image, with the units ablated; the network is left as it was.</summary>
    /// <param name="rule">As for <see cref="Accuracy.Answers"/>.</param>
    /// <exception cref="InvalidInputException">The network has no such layer or unit, or does not run the layer exactly
    /// once.</exception>
    public int[] Answers(NormalizedModel model, StimulusSet set, torch.Device? device = null, AnswerRule? rule = null)
    {
        using var mode = new EvaluationMode(model);
        using var hooks = new LayerHooks(model, [.. steps.Select(s => s.Layer)], Apply);
        return Accuracy.Answers(model, set, device, rule);
    }

    /// <summary>The answers under each of several ablations of one layer, in one pass: the layer's output is repeated
    /// per ablation, so that only what comes after it runs more than once.</summary>
    /// <returns>Per ablation the answer per image.</returns>
    /// <exception cref="InvalidInputException">As of <see cref="Answers"/>; or the layer is not all that reaches the
    /// logits.</exception>
    public static int[][] AnswersOfEach(
        IReadOnlyList<Ablation> ablations,
        NormalizedModel model,
        StimulusSet set,
        torch.Device? device = null,
        AnswerRule? rule = null
    )
    {
        string[] layers = [.. ablations.SelectMany(a => a.steps).Select(s => s.Layer).Distinct()];
        if (layers.Length != 1)
            throw new ArgumentException("ablations of one layer are expected", nameof(ablations));
        using var mode = new EvaluationMode(model);
        using var hooks = new LayerHooks(
            model,
            layers,
            (layer, output) =>
            {
                using DisposeScope scope = NewDisposeScope();
                return cat([.. ablations.Select(a => a.Apply(layer, output))]).MoveToOuterDisposeScope();
            }
        );
        using IDisposable off = no_grad();
        int[][] answers = [.. ablations.Select(_ => new int[set.Count])];
        int start = 0;
        foreach (Tensor batch in ((IStimulusSet)set).Batches(BatchSize.Of(device, set.Batch), device))
        {
            FinalizerPause.SafePoint();
            using DisposeScope scope = NewDisposeScope();
            using Tensor images = batch;
            int count = (int)images.shape[0];
            int[] answered = (rule ?? AnswerRule.HighestLogit).Of(model.Logits(NetworkInput.On(device, images)));
            if (answered.Length != count * ablations.Count)
                throw new InvalidInputException(
                    $"layer '{layers[0]}' cannot be ablated: {answered.Length} answers came back for "
                        + $"{count * ablations.Count} copies of its output"
                );
            for (int a = 0; a < answers.Length; a++)
                answered.AsSpan(a * count, count).CopyTo(answers[a].AsSpan(start));
            start += count;
        }
        return answers;
    }

    private Tensor Apply(string layer, Tensor output)
    {
        using DisposeScope scope = NewDisposeScope();
        int channels = (int)output.shape[1];
        long[] zeroed =
        [
            .. steps.Where(s => s.Layer == layer).SelectMany(s => s.Zeroed(channels)).Distinct().Select(u => (long)u),
        ];
        // a copy in any case, since what follows may work in place
        if (zeroed.Length == 0)
            return output.clone().MoveToOuterDisposeScope();
        return output.index_fill(1, tensor(zeroed, device: output.device), 0).MoveToOuterDisposeScope();
    }

    private static int[] Sorted(IEnumerable<int> units)
    {
        int[] sorted = [.. units.Distinct().Order()];
        if (sorted.Length > 0)
            ArgumentOutOfRangeException.ThrowIfNegative(sorted[0], nameof(units));
        return sorted;
    }

    private sealed record Step(string Layer, int[] Units, bool Keep)
    {
        public IEnumerable<int> Zeroed(int channels)
        {
            if (Units.Length > 0 && Units[^1] >= channels)
                throw new InvalidInputException($"layer '{Layer}' has no unit {Units[^1]}; known: 0 to {channels - 1}");
            return Keep ? Enumerable.Range(0, channels).Except(Units) : Units;
        }
    }
}
