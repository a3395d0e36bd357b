using RobustRepro.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Measures.Dissection;

/// <summary>
/// The activation maps of the first images of a probe, in the host's memory, so that the second pass of a dissection
/// need not compute them again. Whole batches from the first on, as many as fit; none where less than half would, since
/// that gains little for the memory.
/// </summary>
/// <param name="images">Of the probe.</param>
/// <param name="mostBytes">Of all maps together.</param>
internal sealed class KeptMaps(int images, long mostBytes) : IDisposable
{
    private readonly Queue<Dictionary<string, Tensor>> batches = [];
    private long bytes;
    private bool full;

    /// <summary>How many of the first images were kept.</summary>
    public int Images { get; private set; }

    /// <summary>Takes in the next batch, if it fits.</summary>
    /// <param name="outputs">Per layer, N x units x h x w. What is kept no longer belongs to a dispose scope.</param>
    public void Add(IReadOnlyDictionary<string, Tensor> outputs)
    {
        long size = outputs.Values.First().shape[0],
            more = outputs.Values.Sum(maps => maps.numel() * maps.ElementSize);
        full |= bytes + more > mostBytes || 2 * mostBytes * size < more * images;
        if (full)
            return;
        batches.Enqueue(outputs.ToDictionary(o => o.Key, o => o.Value.cpu().DetachFromDisposeScope()));
        bytes += more;
        Images += (int)size;
    }

    /// <summary>Hands out the batches in their order, each freed before the next.</summary>
    /// <param name="visit">Gets the index of the batch's first image and per layer its maps.</param>
    public void Drain(Action<int, IReadOnlyDictionary<string, Tensor>> visit)
    {
        for (int start = 0; batches.Count > 0; )
        {
            FinalizerPause.SafePoint();
            using (DisposeScope scope = NewDisposeScope())
            {
                Dictionary<string, Tensor> outputs = batches.Dequeue();
                foreach (Tensor maps in outputs.Values)
                    scope.Attach(maps);
                visit(start, outputs);
                start += (int)outputs.Values.First().shape[0];
            }
        }
    }

    public void Dispose()
    {
        foreach (Tensor maps in batches.SelectMany(batch => batch.Values))
            maps.Dispose();
        batches.Clear();
    }
}
