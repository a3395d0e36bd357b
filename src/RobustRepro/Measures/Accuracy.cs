using RobustRepro.Attacks;
using RobustRepro.Models;
using RobustRepro.Stimuli;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Measures;

/// <summary>Answers of a network, on stimuli as they are and under attack.</summary>
public static class Accuracy
{
    /// <summary>Small enough that the activations of two networks side by side stay within a few hundred megabytes.</summary>
    private const int BatchSize = 50;

    /// <summary>The class with the highest logit per image.</summary>
    public static int[] Answers(NormalizedModel model, IStimulusSet set, torch.Device? device = null)
    {
        model.eval();
        using IDisposable off = no_grad();
        var answers = new int[set.Count];
        for (int start = 0; start < set.Count; start += BatchSize)
        {
            FinalizerPause.SafePoint();
            using DisposeScope scope = NewDisposeScope();
            Tensor x = MemoryFormat.ChannelsLast(set.Batch(start, BatchSize)).to(device ?? CPU);
            Argmax(model.Logits(x)).CopyTo(answers, start);
        }
        return answers;
    }

    /// <summary>Share of images whose answer is their label.</summary>
    public static double Of(NormalizedModel model, IStimulusSet set, torch.Device? device = null) =>
        Answers(model, set, device).Zip(set.Labels).Average(p => p.First == p.Second ? 1.0 : 0.0);

    /// <summary>The answers to the first <paramref name="count"/> images after the attack.</summary>
    public static int[] AnswersUnderAttack(NormalizedModel model, IStimulusSet set, int count, ProjectedGradientDescent attack, torch.Device? device = null)
    {
        model.eval();
        int total = Math.Min(count, set.Count);
        int[] labels = set.Labels;
        var answers = new int[total];
        for (int start = 0; start < total; start += BatchSize)
        {
            FinalizerPause.SafePoint();
            using DisposeScope scope = NewDisposeScope();
            int size = Math.Min(BatchSize, total - start);
            Tensor x = MemoryFormat.ChannelsLast(set.Batch(start, size)).to(device ?? CPU);
            Tensor y = tensor(labels.AsSpan(start, size).ToArray()).to(int64).to(device ?? CPU);
            Tensor perturbed = attack.Perturb(model, x, y);
            using IDisposable off = no_grad();
            Argmax(model.call(perturbed)).CopyTo(answers, start);
        }
        return answers;
    }

    /// <summary>Share of the first <paramref name="count"/> images still answered correctly after the attack.</summary>
    public static double UnderAttack(NormalizedModel model, IStimulusSet set, int count, ProjectedGradientDescent attack, torch.Device? device = null) =>
        AnswersUnderAttack(model, set, count, attack, device).Zip(set.Labels).Average(p => p.First == p.Second ? 1.0 : 0.0);

    private static int[] Argmax(Tensor logits) => [.. logits.argmax(1).cpu().data<long>().Select(l => (int)l)];
}
