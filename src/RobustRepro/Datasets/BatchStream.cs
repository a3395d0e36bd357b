using RobustRepro.Imaging;
using RobustRepro.Runtime;
using static TorchSharp.torch;

namespace RobustRepro.Datasets;

/// <summary>The batches of a set, in order.</summary>
internal static class BatchStream
{
    /// <summary>Often enough that what waits to be finalized stays small, seldom enough that the collections cost
    /// nothing.</summary>
    private const int BatchesPerFinalization = 32;

    public static IEnumerable<ImageBatch> Of(IImageSet set, int batchSize, ImagePreparation preparation, Device? device)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);
        return Enumerate(set, batchSize, preparation, device);
    }

    private static IEnumerable<ImageBatch> Enumerate(
        IImageSet set,
        int batchSize,
        ImagePreparation preparation,
        Device? device
    )
    {
        using IDisposable pause = FinalizerPause.Enter();
        using var ahead = new DecodingAhead(set, batchSize, preparation);
        int size = preparation.Size;
        for (int start = 0; start < set.Count; start += batchSize)
        {
            FinalizerPause.SafePoint();
            if (start / batchSize % BatchesPerFinalization == BatchesPerFinalization - 1)
                FinalizerPause.RunFinalizers();
            int count = Math.Min(batchSize, set.Count - start);
            byte[] pixels = ahead.Next();
            Tensor images = Batch(pixels.AsSpan(0, 3 * size * size * count), [count, 3, size, size], device);
            ahead.Return(pixels);
            yield return new(start, images, [.. Enumerable.Range(start, count).Select(set.Label)]);
        }
    }

    private static Tensor Batch(ReadOnlySpan<byte> pixels, long[] shape, Device? device)
    {
        using Tensor bytes = empty(shape, dtype: uint8);
        pixels.CopyTo(bytes.bytes);
        using Tensor there = HostToDevice.Copy(bytes, device);
        return Pixels.ToFloat(there).DetachFromDisposeScope();
    }
}
