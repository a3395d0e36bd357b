using RobustRepro.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Attacks.Auto;

/// <summary>
/// Square attack (Andriushchenko et al. 2020): random search that changes one square of an image at a time and keeps
/// what brings the margin down. It asks for answers only, so that no gradient can mislead it. Behaves as the authors'
/// square.py, with the random numbers of <see cref="AttackRandom"/>.
/// </summary>
/// <param name="Queries">Tries per image.</param>
internal sealed record SquareAttack(ThreatModel Threat, int Queries = 5000)
{
    /// <summary>Share of an image that a square covers in the first tries.</summary>
    private const double FirstShare = 0.8;

    /// <summary>After which tries the share is halved.</summary>
    private static readonly int[] Halvings = [10, 50, 200, 500, 1000, 2000, 4000, 6000, 8000];

    /// <summary>Attacks the images; the result belongs to the dispose scope of the caller.</summary>
    /// <param name="model">In evaluation mode, right on these images.</param>
    /// <param name="images">float32, N x 3 x H x W, in [0, 1].</param>
    /// <param name="labels">int64, N.</param>
    /// <param name="numbers">Number of each image among all, which names its random numbers.</param>
    /// <returns>For each image the perturbed copy of the lowest margin.</returns>
    public Tensor Run(
        nn.Module<Tensor, Tensor> model,
        Tensor images,
        Tensor labels,
        AttackRandom random,
        IReadOnlyList<int> numbers
    )
    {
        using IDisposable off = no_grad();
        using DisposeScope scope = NewDisposeScope();
        ISquareChange change = Threat.Norm == Norm.L2 ? new SquareL2(Threat) : new SquareLinf(Threat);
        SplitMixRandom shared = random.OfAll();
        SplitMixRandom[] own = [.. numbers.Select(random.OfImage)];
        Tensor result = images.clone();
        Tensor origin = images.clone(),
            best = change.Start(images, ref shared, own),
            margin = Margin(model, best, labels),
            wanted = labels.clone();
        int[] rows = [.. Enumerable.Range(0, numbers.Count)];
        for (int query = 0; ; query++)
        {
            FinalizerPause.SafePoint();
            using DisposeScope inner = NewDisposeScope();
            float[] margins = [.. margin.cpu().data<float>()];
            int[] stays = [.. Enumerable.Range(0, rows.Length).Where(i => query < Queries && margins[i] > 0)];
            if (stays.Length < rows.Length)
            {
                result.index_copy_(0, Index(rows, images.device), best);
                rows = [.. stays.Select(i => rows[i])];
                own = [.. stays.Select(i => own[i])];
                if (rows.Length == 0)
                    break;
                Tensor index = Index(stays, images.device);
                Keep(ref origin, origin.index_select(0, index));
                Keep(ref best, best.index_select(0, index));
                Keep(ref margin, margin.index_select(0, index));
                Keep(ref wanted, wanted.index_select(0, index));
            }
            Tensor tried = change.Try(origin, best, Share(query), ref shared, own),
                now = Margin(model, tried, wanted),
                better = now.lt(margin).logical_or(now.le(0));
            best.copy_(where(better.view(-1, 1, 1, 1), tried, best));
            margin.copy_(where(better, now, margin));
        }
        return result.MoveToOuterDisposeScope();
    }

    /// <summary>Share of the image that a square covers.</summary>
    internal static double Share(int query) => FirstShare / Math.Pow(2, Halvings.Count(h => query > h));

    /// <summary>How far the label is above the highest other class.</summary>
    private static Tensor Margin(nn.Module<Tensor, Tensor> model, Tensor images, Tensor labels) =>
        -AttackLosses.Margin(model.call(images), labels, labels);

    private static void Keep(ref Tensor field, Tensor value)
    {
        field.Dispose();
        field = value.MoveToOuterDisposeScope();
    }

    private static Tensor Index(int[] rows, Device device) =>
        tensor([.. rows.Select(i => (long)i)], [rows.Length]).to(device);
}
