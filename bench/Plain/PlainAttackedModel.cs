using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using F = TorchSharp.torch.nn.functional;

namespace RobustRepro.Bench.Plain;

/// <summary>
/// Counterpart of <c>AttackedModel</c> in <c>train_loop.py</c>: normalisation inside, and the logits of attacked
/// images. The attack runs in evaluation mode and keeps the best iterate of each image.
/// </summary>
internal sealed class PlainAttackedModel : Module<Tensor, Tensor, Tensor>
{
    private const float Eps = 2;
    private const double StepSize = 1.0667;
    private const int Steps = 3;

    private readonly Module<Tensor, Tensor> network;
    private readonly Tensor mean;
    private readonly Tensor std;

    public PlainAttackedModel(Module<Tensor, Tensor> network)
        : base(nameof(PlainAttackedModel))
    {
        this.network = network;
        mean = full([3, 1, 1], 0.5);
        std = full([3, 1, 1], 0.25);
        RegisterComponents();
    }

    public override Tensor forward(Tensor images, Tensor labels)
    {
        using DisposeScope scope = NewDisposeScope();
        return Logits(Attack(images, labels)).MoveToOuterDisposeScope();
    }

    private Tensor Logits(Tensor x)
    {
        using DisposeScope scope = NewDisposeScope();
        return network.call((x.clamp(0, 1) - mean) / std).MoveToOuterDisposeScope();
    }

    private Tensor Attack(Tensor images, Tensor labels)
    {
        using DisposeScope scope = NewDisposeScope();
        bool wasTraining = training;
        eval();
        Tensor? best = null,
            bestLoss = null;
        Tensor x = images.clone();
        for (int step = 0; step < Steps; step++)
        {
            // Python frees a step's tensors when their names are taken by the next; the scope does it here
            using DisposeScope inner = NewDisposeScope();
            x = x.clone().detach().requires_grad_(true);
            Tensor losses = F.cross_entropy(Logits(x), labels, reduction: Reduction.None);
            Tensor gradient = autograd.grad([losses.mean()], [x])[0];
            using IDisposable off = no_grad();
            KeepBest(ref best, ref bestLoss, x.detach(), losses.detach());
            Tensor norms = gradient.view(x.shape[0], -1).norm(1).view(-1, 1, 1, 1);
            x = x + StepSize * gradient / (norms + 1e-10);
            x = clamp(images + (x - images).renorm(2, 0, Eps), 0, 1).MoveToOuterDisposeScope();
        }
        using (no_grad())
            KeepBest(ref best, ref bestLoss, x, F.cross_entropy(Logits(x), labels, reduction: Reduction.None));
        train(wasTraining);
        return best!.MoveToOuterDisposeScope();
    }

    private static void KeepBest(ref Tensor? best, ref Tensor? bestLoss, Tensor x, Tensor losses)
    {
        if (best is null || bestLoss is null)
        {
            best = x.clone().MoveToOuterDisposeScope();
            bestLoss = losses.clone().MoveToOuterDisposeScope();
            return;
        }
        Tensor better = bestLoss < losses;
        best[better] = x[better].clone();
        bestLoss[better] = losses[better].clone();
    }
}
