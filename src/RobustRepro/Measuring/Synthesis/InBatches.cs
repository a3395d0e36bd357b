using RobustRepro.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Measuring.Synthesis;

/// <summary>Goes through images batch by batch, so that many take no more memory than a few.</summary>
internal static class InBatches
{
    /// <param name="images">On the CPU.</param>
    /// <param name="device">Where batches are worked on; null for the CPU.</param>
    /// <param name="make">From a batch on the device, and the number of its first image.</param>
    /// <param name="done">Told after each batch how many images are done.</param>
    /// <returns>What was made, on the CPU.</returns>
    public static Tensor Make(
        Tensor images,
        torch.Device? device,
        Func<Tensor, int, Tensor> make,
        Action<int>? done = null
    )
    {
        int count = (int)images.shape[0],
            most = BatchSize.Of(device, images.shape[2] * images.shape[3]);
        List<Tensor> made = [];
        for (int from = 0; from < count; from += most)
        {
            using DisposeScope scope = NewDisposeScope();
            int size = Math.Min(most, count - from);
            made.Add(make(NetworkInput.On(device, images.narrow(0, from, size)), from).cpu().MoveToOuterDisposeScope());
            done?.Invoke(from + size);
        }
        return cat(made);
    }
}
