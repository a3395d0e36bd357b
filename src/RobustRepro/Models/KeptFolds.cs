using System.Runtime.CompilerServices;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace RobustRepro.Models;

/// <summary>
/// Keeps the weights that <see cref="FoldedNorm"/> makes from one pass of a network to the next, until it is disposed:
/// an attack makes hundreds of passes, and scaling the weights anew takes up to a tenth of each. Whoever makes one
/// vouches that nobody changes the network's weights, its precision or its device meanwhile.
/// </summary>
internal sealed class KeptFolds : IDisposable
{
    private static readonly ConditionalWeakTable<BatchNorm2d, KeptFolds> Networks = [];

    private readonly Dictionary<BatchNorm2d, (Tensor Weight, Tensor Shift)> folds = [];
    private readonly BatchNorm2d[] norms;

    public KeptFolds(nn.Module network)
    {
        norms = [.. network.modules().OfType<BatchNorm2d>()];
        foreach (BatchNorm2d norm in norms)
            Networks.AddOrUpdate(norm, this);
    }

    /// <summary>Null where the weights of this norm's network may change.</summary>
    public static KeptFolds? Of(BatchNorm2d norm) => Networks.TryGetValue(norm, out KeptFolds? kept) ? kept : null;

    /// <param name="fold">Makes scaled weights and a shift, at the first pass; no gradient flows into them.</param>
    /// <returns>They belong to this; not to be disposed.</returns>
    public (Tensor Weight, Tensor Shift) Get(BatchNorm2d norm, Func<(Tensor Weight, Tensor Shift)> fold)
    {
        // parts of a batch may be attacked side by side
        lock (folds)
        {
            if (folds.TryGetValue(norm, out (Tensor Weight, Tensor Shift) known))
                return known;
            using IDisposable off = no_grad();
            (Tensor weight, Tensor shift) = fold();
            return folds[norm] = (weight.DetachFromDisposeScope(), shift.DetachFromDisposeScope());
        }
    }

    public void Dispose()
    {
        foreach (BatchNorm2d norm in norms)
            Networks.Remove(norm);
        foreach ((Tensor weight, Tensor shift) in folds.Values)
        {
            weight.Dispose();
            shift.Dispose();
        }
        folds.Clear();
    }
}
