using RobustRepro.Imaging;
using RobustRepro.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Attacks;

/// <summary>
/// Untargeted projected gradient descent (Madry et al. 2018) with the semantics of the robustness library (attacker.py,
/// attack_steps.py): steps along the normalised gradient (L2) or its sign (Linf), projection to the ball and to [0, 1],
/// and, with <see cref="UseBest"/>, the iterate of the highest loss per image, ties keeping the earlier. The network is
/// attacked in evaluation mode.
/// </summary>
/// <remarks> Differs on purpose in one place: with restarts, an image keeps the first perturbation that fools the
/// network. The library means to do so, but its byte mask makes the last restart win. </remarks>
public sealed record ProjectedGradientDescent(ThreatModel Threat, float StepSize, int Steps)
{
    private const float TinyNorm = 1e-10f;

    /// <summary>Return the iterate with the highest loss rather than the last.</summary>
    public bool UseBest { get; init; } = true;

    /// <summary>Start on the sphere of radius eps (L2) or uniformly in the cube (Linf), from libtorch's global
    /// generator.</summary>
    public bool RandomStart { get; init; }

    /// <summary>Driven up; cross-entropy unless set.</summary>
    internal AttackLoss Loss { get; init; } = AttackLosses.CrossEntropy;

    /// <summary>Independent runs per image; more than one needs <see cref="RandomStart"/>.</summary>
    public int Restarts { get; init; } = 1;

    /// <summary>The evaluation convention of the robustness library: step size 2.5 eps / steps.</summary>
    public static ProjectedGradientDescent ForEvaluation(ThreatModel threat, int steps) =>
        new(threat, 2.5f * threat.Eps / steps, steps);

    public override string ToString() =>
        $"PGD-{Steps} {Threat}, step {StepSize:0.####}, {(UseBest ? "best" : "last")} iterate"
        + (RandomStart ? $", random start x{Restarts}" : "");

    /// <summary>Perturbed copies of the images, within the threat model; they belong to the dispose scope of the
    /// caller.</summary>
    /// <param name="model">Takes images in [0, 1]. Its mode (training or evaluation) is restored afterwards.</param>
    /// <param name="images">float32, N x 3 x H x W, in [0, 1].</param>
    /// <param name="labels">int64, N: the classes to move away from.</param>
    public Tensor Perturb(nn.Module<Tensor, Tensor> model, Tensor images, Tensor labels)
    {
        Pixels.RequireUnitRange(images);
        if (Restarts > 1 && !RandomStart)
            throw new InvalidOperationException("restarts without a random start repeat the same attack");

        bool training = model.training;
        model.eval();
        try
        {
            Tensor result = Run(model, images, labels);
            for (int restart = 1; restart < Restarts; restart++)
                result = KeepSuccesses(model, result, Run(model, images, labels), labels);
            return result;
        }
        finally
        {
            model.train(training);
        }
    }

    private Tensor Run(nn.Module<Tensor, Tensor> model, Tensor images, Tensor labels)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = images.detach();
        if (RandomStart)
        {
            using IDisposable off = no_grad();
            x = Start(x);
        }
        Tensor? best = null;
        Tensor? bestLoss = null;
        for (int step = 0; step < Steps; step++)
        {
            FinalizerPause.SafePoint();
            using DisposeScope inner = NewDisposeScope();
            Tensor leaf = x.detach().requires_grad_(true);
            Tensor losses = Loss(model.call(leaf), labels, labels);
            Tensor gradient = InputGradient.OrZero(losses.mean(), leaf);
            using IDisposable off = no_grad();
            if (UseBest)
                KeepBest(ref best, ref bestLoss, leaf.detach(), losses.detach());
            x = Advance(images, leaf.detach(), gradient).MoveToOuterDisposeScope();
        }
        if (UseBest)
        {
            using IDisposable off = no_grad();
            Tensor losses = Loss(model.call(x), labels, labels);
            KeepBest(ref best, ref bestLoss, x, losses);
            x = best!;
        }
        return x.MoveToOuterDisposeScope();
    }

    /// <summary>The next iterate: a step along the gradient, and back into the ball around the origin and into [0,
    /// 1].</summary>
    internal Tensor Advance(Tensor origin, Tensor iterate, Tensor gradient) => Project(origin, Step(iterate, gradient));

    // not in place: the gradient of a network that sums its input is one value seen through strides of 0
    private Tensor Step(Tensor x, Tensor gradient) =>
        Threat.Norm == Norm.L2
            ? x + gradient.div(Norms(gradient) + TinyNorm).mul_(StepSize)
            : x + gradient.sign().mul_(StepSize);

    private Tensor Project(Tensor origin, Tensor x)
    {
        Tensor difference = x - origin;
        Tensor inside =
            Threat.Norm == Norm.L2 ? difference.renorm(2, 0, Threat.Eps) : difference.clamp_(-Threat.Eps, Threat.Eps);
        return inside.add_(origin).clamp_(0, 1);
    }

    private Tensor Start(Tensor x)
    {
        if (Threat.Norm == Norm.Linf)
            return (x + (rand_like(x) * 2 - 1) * Threat.Eps).clamp_(0, 1);
        Tensor noise = randn_like(x);
        return (x + Threat.Eps * noise / (Norms(noise) + TinyNorm)).clamp_(0, 1);
    }

    private static Tensor Norms(Tensor x) => x.reshape(x.shape[0], -1).norm(1).view(-1, 1, 1, 1);

    /// <summary>Per image the iterate with the higher loss; strict, so that ties keep the earlier.</summary>
    private static void KeepBest(ref Tensor? best, ref Tensor? bestLoss, Tensor x, Tensor losses)
    {
        if (best is null || bestLoss is null)
        {
            best = x.clone().MoveToOuterDisposeScope();
            bestLoss = losses.clone().MoveToOuterDisposeScope();
            return;
        }
        Tensor better = bestLoss.lt(losses);
        best.copy_(where(better.view(-1, 1, 1, 1), x, best));
        bestLoss.copy_(where(better, losses, bestLoss));
    }

    private static Tensor KeepSuccesses(nn.Module<Tensor, Tensor> model, Tensor earlier, Tensor later, Tensor labels)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable off = no_grad();
        Tensor fooled = model.call(earlier).argmax(1).ne(labels);
        Tensor result = where(fooled.view(-1, 1, 1, 1), earlier, later).MoveToOuterDisposeScope();
        earlier.Dispose();
        later.Dispose();
        return result;
    }
}
