using RobustRepro.Attacks;
using RobustRepro.Imaging;
using RobustRepro.Measures;
using RobustRepro.Measures.Synthesis;
using RobustRepro.Models;
using RobustRepro.Stimuli;
using RobustRepro.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Measuring.Synthesis;

/// <summary>Lets a network draw: images that it takes for a class it was asked for, and images whose features equal
/// those of a test image.</summary>
/// <param name="intact">Test images.</param>
internal sealed class ImageSyntheses(IStimulusSet intact, torch.Device? device)
{
    /// <summary>Syntheses of each kind that are shown.</summary>
    private const int Shown = 10;

    private readonly Device on = device ?? CPU;

    /// <summary>Told what is done in this stage, and how many images there are.</summary>
    public Action<string, int, int>? Progress { get; init; }

    /// <param name="layer">Whose output, mean over positions, is inverted; null to invert nothing.</param>
    /// <param name="judges">Networks without a part in the synthesis; each is loaded when it is asked, and disposed
    /// then.</param>
    public Syntheses Measure(NormalizedModel model, string? layer, IReadOnlyList<PanelMember> judges)
    {
        using DisposeScope scope = NewDisposeScope();
        using var mode = new EvaluationMode(model);
        int classes = intact.Classes.Count;
        int[] fromNoise = SynthesisStarts.Targets(SynthesisRule.FromNoise, classes),
            fromImages = SynthesisStarts.Targets(SynthesisRule.FromImages, classes),
            targets = [.. fromNoise, .. fromImages];
        Tensor images = TestImages(SynthesisStarts.Images(fromImages, intact.Labels, classes));
        long side = images.shape[3];
        Tensor starts = cat([SynthesisStarts.Noise(fromNoise.Length, side), images]);
        Tensor drawn = Draw(model, starts, targets, side);
        int[] own = Answers(model, drawn);
        List<SynthesisJudge> asked = [];
        foreach (PanelMember member in judges)
        {
            using NormalizedModel judge = member.Load();
            judge.to(on);
            judge.eval();
            asked.Add(new(member.Name, member.Mode == TrainingMode.Robust, Answers(judge, drawn)));
            Progress?.Invoke("syntheses judged", asked.Count, judges.Count);
        }
        Tensor originals = TestImages(layer is null ? [] : SynthesisStarts.Inverted(intact.Labels, classes));
        (Tensor inverted, Inversion[] inversions) = layer is null
            ? (originals, [])
            : Invert(model, layer, originals, side);
        return new(targets, own, asked, inversions)
        {
            FromNoise = fromNoise.Length,
            Pictures = new(
                (int)side,
                Pixels.ToBytes(First(drawn)),
                Names(fromNoise),
                Pixels.ToBytes(First(images)),
                Pixels.ToBytes(First(drawn.narrow(0, fromNoise.Length, fromImages.Length))),
                Names(fromImages),
                Pixels.ToBytes(First(originals)),
                Pixels.ToBytes(First(inverted))
            ),
        };
    }

    private Tensor Draw(NormalizedModel model, Tensor starts, int[] targets, long side)
    {
        ProjectedGradientDescent towards = Ascent.Of(side, AttackLosses.Towards);
        return Reported(
            starts,
            "syntheses",
            (batch, from) =>
                towards.Perturb(
                    model,
                    batch,
                    tensor(targets.AsSpan(from, (int)batch.shape[0]).ToArray(), int64, device: on)
                )
        );
    }

    private (Tensor Images, Inversion[] Found) Invert(NormalizedModel model, string layer, Tensor originals, long side)
    {
        using var network = new LayerFeatures(model, layer);
        List<double> left = [];
        Tensor noise = SynthesisStarts.Noise((int)originals.shape[0], side);
        Tensor inverted = Reported(
            noise,
            "inversions",
            (batch, from) =>
            {
                Tensor goal = Features(network, originals.narrow(0, from, batch.shape[0]).to(on));
                Tensor lengths = goal.pow(2).sum(1).clamp(min: 1e-12f);
                // a square has a gradient where the distance is 0; steps have the same length whatever the gradient's
                Tensor Squares(Tensor features) => (features - goal).pow(2).sum(1) / lengths;
                ProjectedGradientDescent match = new(
                    // no bound but that of pixels
                    new(Norm.L2, side * side),
                    SynthesisRule.StepSize(side),
                    SynthesisRule.InversionSteps
                )
                {
                    UseBest = false,
                    Loss = (features, _, _) => -Squares(features),
                };
                Tensor found = match.Perturb(network, batch, zeros([batch.shape[0]], int64, device: on));
                left.AddRange(Squares(Features(network, found)).sqrt().cpu().data<float>().Select(d => (double)d));
                return found;
            }
        );
        double[] distances =
            [.. (inverted - originals).pow(2).mean([1, 2, 3]).sqrt().data<float>().Select(d => (double)d)],
            similar = MultiScaleSimilarity.Of(originals, inverted);
        return (inverted, [.. distances.Select((d, i) => new Inversion(d, similar[i], left[i]))]);
    }

    private static Tensor Features(LayerFeatures network, Tensor images)
    {
        using IDisposable off = no_grad();
        return network.call(images);
    }

    private Tensor Reported(Tensor images, string stage, Func<Tensor, int, Tensor> make) =>
        InBatches.Make(images, device, make, done => Progress?.Invoke(stage, done, (int)images.shape[0]));

    private int[] Answers(NormalizedModel model, Tensor images)
    {
        using IDisposable off = no_grad();
        return AnswerRule.HighestLogit.Of(InBatches.Make(images, device, (batch, _) => model.Logits(batch)));
    }

    /// <summary>These test images, in memory.</summary>
    private Tensor TestImages(int[] indices)
    {
        // a set that is read from files takes each image once
        int[] distinct = [.. indices.Distinct()];
        using StimulusSet chosen = intact.Select(distinct);
        Tensor all = chosen.Batch(0, distinct.Length);
        return all.index_select(0, tensor([.. indices.Select(i => (long)Array.IndexOf(distinct, i))]));
    }

    private string[] Names(int[] targets) => [.. targets.Take(Shown).Select(t => intact.Classes[t])];

    private static Tensor First(Tensor images) => images.narrow(0, 0, Math.Min(Shown, images.shape[0]));
}
