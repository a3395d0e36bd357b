using RobustRepro.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Attacks.Auto;

/// <summary>
/// FAB towards one class (Croce and Hein 2020, "Minimally distorted adversarial examples with a fast adaptive boundary
/// attack"; the targeted form of AutoAttack): steps to the linearised boundary between label and target, drawn towards
/// the original image, and back towards it from every image that fools the network. Behaves as the authors'
/// fab_base.py.
/// </summary>
/// <param name="Norm">In which it keeps perturbations short.</param>
/// <param name="Eps">An image is done with a perturbation of at most this length.</param>
internal sealed record TargetedFab(Norm Norm, float Eps, int Steps = 100)
{
    private const float Overshoot = 1.05f,
        MostBias = 0.1f,
        Backward = 0.9f,
        LeastLength = 1e-8f;

    /// <summary>Lets an image go once its perturbation is within eps; without it every image takes all steps, for the
    /// shortest perturbation.</summary>
    public bool UntilMistake { get; init; } = true;

    /// <summary>Attacks the images from themselves; the result belongs to the dispose scope of the caller.</summary>
    /// <param name="model">In evaluation mode, right on these images.</param>
    /// <param name="images">float32, N x 3 x H x W, in [0, 1].</param>
    /// <param name="labels">int64, N.</param>
    /// <param name="targets">int64, N.</param>
    /// <returns>The shortest perturbed copies that fool the network, and their distances: infinite, beside the image
    /// itself, where none was found.</returns>
    public (Tensor Adversarial, float[] Distances) Run(
        nn.Module<Tensor, Tensor> model,
        Tensor images,
        Tensor labels,
        Tensor targets
    )
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor adversarial = images.clone(),
            iterate = images.clone();
        int count = (int)images.shape[0];
        var distances = new float[count];
        Array.Fill(distances, float.PositiveInfinity);
        int[] rows = [.. Enumerable.Range(0, count)];
        for (int step = 0; step < Steps && rows.Length > 0; step++)
        {
            FinalizerPause.SafePoint();
            using DisposeScope inner = NewDisposeScope();
            Tensor index = Index(rows, images.device),
                origin = images.index_select(0, index),
                own = labels.index_select(0, index);
            Tensor next = Step(model, origin, iterate.index_select(0, index), own, targets.index_select(0, index));
            using IDisposable off = no_grad();
            bool[] wrong = [.. model.call(next).argmax(1).ne(own).cpu().data<bool>()];
            float[] lengths = [.. new ThreatModel(Norm, Eps).Lengths(next - origin).to(float32).cpu().data<float>()];
            int[] shorter =
            [
                .. Enumerable.Range(0, rows.Length).Where(i => wrong[i] && lengths[i] < distances[rows[i]]),
            ];
            if (shorter.Length > 0)
                adversarial.index_copy_(
                    0,
                    Index([.. shorter.Select(i => rows[i])], images.device),
                    next.index_select(0, Index(shorter, images.device))
                );
            foreach (int i in shorter)
                distances[rows[i]] = lengths[i];
            Tensor back = tensor(wrong).to(images.device).view(-1, 1, 1, 1);
            iterate.index_copy_(0, index, where(back, origin + (next - origin) * Backward, next));
            if (UntilMistake)
                rows = [.. rows.Where(r => distances[r] > Eps)];
        }
        return (adversarial.MoveToOuterDisposeScope(), distances);
    }

    /// <summary>From the iterate, and from the original image, to the boundary between label and target as it would be
    /// were the network linear; a mixture of the two, the more of the original the nearer it is.</summary>
    private Tensor Step(nn.Module<Tensor, Tensor> model, Tensor origin, Tensor iterate, Tensor labels, Tensor targets)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor leaf = iterate.detach().requires_grad_(true);
        Tensor difference = AttackLosses.Difference(model.call(leaf), labels, targets),
            gradient = InputGradient.OrZero(difference.sum(), leaf);
        using IDisposable off = no_grad();
        long count = origin.shape[0];
        Tensor flat = iterate.detach().reshape(count, -1),
            w = gradient.reshape(count, -1),
            b = (w * flat).sum(1) - difference.detach();
        Tensor moves = HyperplaneProjection.Of(Norm, cat([flat, origin.reshape(count, -1)]), cat([w, w]), cat([b, b]));
        Tensor lengths = new ThreatModel(Norm, Eps).Lengths(moves).clamp(min: LeastLength),
            fromIterate = lengths.narrow(0, 0, count),
            bias = (fromIterate / (fromIterate + lengths.narrow(0, count, count))).clamp(0, MostBias).view(-1, 1, 1, 1);
        Tensor first = iterate.detach() + moves.narrow(0, 0, count).view(origin.shape) * Overshoot,
            second = origin + moves.narrow(0, count, count).view(origin.shape) * Overshoot;
        return (first * (1 - bias) + second * bias).clamp(0, 1).MoveToOuterDisposeScope();
    }

    private static Tensor Index(int[] rows, Device device) =>
        tensor([.. rows.Select(i => (long)i)], [rows.Length]).to(device);
}
