using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using RobustRepro.Imaging;
using RobustRepro.Runtime;

namespace RobustRepro.Datasets;

/// <summary>Decodes the batches of a set in order, on all cores, while the caller works on the ones before; three
/// buffers at most.</summary>
internal sealed class DecodingAhead : IDisposable
{
    private const int Buffers = 3;

    private readonly BlockingCollection<byte[]> free = [];
    private readonly BlockingCollection<(byte[] Pixels, ExceptionDispatchInfo? Error)> ready = [];
    private readonly CancellationTokenSource stop = new();
    private readonly Thread thread;

    public DecodingAhead(IImageSet set, int batchSize, ImagePreparation preparation)
    {
        int bytes = 3 * preparation.Size * preparation.Size;
        int length = checked(bytes * Math.Min(batchSize, set.Count)),
            batches = (set.Count + batchSize - 1) / batchSize;
        for (int i = 0; i < Math.Min(Buffers, batches); i++)
            free.Add(new byte[length]);
        thread = new Thread(() => Run(set, batchSize, preparation, bytes)) { IsBackground = true, Name = "decoding" };
        thread.Start();
    }

    /// <summary>Planes of the next batch; the caller returns the buffer.</summary>
    /// <exception cref="InvalidInputException">A file of that batch is damaged.</exception>
    public byte[] Next()
    {
        (byte[] pixels, ExceptionDispatchInfo? error) = ready.Take();
        error?.Throw();
        return pixels;
    }

    public void Return(byte[] pixels) => free.Add(pixels);

    public void Dispose()
    {
        stop.Cancel();
        thread.Join();
        stop.Dispose();
        free.Dispose();
        ready.Dispose();
    }

    private void Run(IImageSet set, int batchSize, ImagePreparation preparation, int bytes)
    {
        try
        {
            for (int start = 0; start < set.Count; start += batchSize)
            {
                int first = start,
                    count = Math.Min(batchSize, set.Count - start);
                byte[] buffer = free.Take(stop.Token);
                OrderedParallel.For(
                    count,
                    i => set.Decode(first + i, preparation).CopyPlanes(buffer.AsSpan(i * bytes, bytes)),
                    stop.Token
                );
                ready.Add((buffer, null));
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested) { }
        catch (Exception error)
        {
            // for the caller, in its turn
            ready.Add(([], ExceptionDispatchInfo.Capture(error)));
        }
    }
}
