using RobustRepro.Attacks;
using RobustRepro.Models;
using RobustRepro.Runtime;
using RobustRepro.Stimuli;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Measures;

/// <summary>Answers of a network, on stimuli as they are and under attack.</summary>
internal static class Accuracy
{
    /// <summary>The network's answer per image.</summary>
    /// <param name="rule">From logits to answers; null for the class with the highest logit.</param>
    /// <param name="progress">Told after each batch how many images are done.</param>
    public static int[] Answers(
        NormalizedModel model,
        IStimulusSet set,
        torch.Device? device = null,
        AnswerRule? rule = null,
        Action<int>? progress = null
    )
    {
        model.eval();
        using IDisposable off = no_grad();
        var answers = new int[set.Count];
        if (answers.Length == 0)
            return answers;
        int start = 0;
        foreach (Tensor batch in set.Batches(BatchSize.Of(device, set.Batch), device))
        {
            FinalizerPause.SafePoint();
            using DisposeScope scope = NewDisposeScope();
            using Tensor images = batch;
            int[] answered = (rule ?? AnswerRule.HighestLogit).Of(model.Logits(NetworkInput.On(device, images)));
            answered.CopyTo(answers, start);
            start += answered.Length;
            progress?.Invoke(start);
        }
        return answers;
    }

    /// <summary>Share of images whose answer is their label.</summary>
    public static double Of(NormalizedModel model, IStimulusSet set, torch.Device? device = null) =>
        Answers(model, set, device).Zip(set.Labels).Average(p => p.First == p.Second ? 1.0 : 0.0);

    /// <summary>The answers to the first <paramref name="count"/> images after the attack.</summary>
    public static int[] AnswersUnderAttack(
        NormalizedModel model,
        StimulusSet set,
        int count,
        ProjectedGradientDescent attack,
        torch.Device? device = null,
        Action<int>? progress = null
    )
    {
        model.eval();
        int total = Math.Min(count, set.Count);
        int[] labels = set.Labels;
        var answers = new int[total];
        int batchSize = BatchSize.Of(device, set.Images.shape[2] * set.Images.shape[3]);
        for (int start = 0; start < total; start += batchSize)
        {
            FinalizerPause.SafePoint();
            using DisposeScope scope = NewDisposeScope();
            int size = Math.Min(batchSize, total - start);
            Tensor x = NetworkInput.On(device, set.Batch(start, size));
            Tensor y = tensor(labels.AsSpan(start, size).ToArray()).to(int64).to(device ?? CPU);
            Tensor perturbed = attack.Perturb(model, x, y);
            using IDisposable off = no_grad();
            AnswerRule.HighestLogit.Of(model.call(perturbed)).CopyTo(answers, start);
            progress?.Invoke(start + size);
        }
        return answers;
    }

    /// <summary>Share of the first <paramref name="count"/> images still answered correctly after the attack.</summary>
    public static double UnderAttack(
        NormalizedModel model,
        StimulusSet set,
        int count,
        ProjectedGradientDescent attack,
        torch.Device? device = null
    ) =>
        AnswersUnderAttack(model, set, count, attack, device)
            .Zip(set.Labels)
            .Average(p => p.First == p.Second ? 1.0 : 0.0);
}
