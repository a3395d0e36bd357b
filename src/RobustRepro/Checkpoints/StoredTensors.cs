using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using RobustRepro.Files;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Checkpoints;

/// <summary>Reads many tensors of a file at once: each storage once, in the order of the file, and straight into its
/// place where it is one tensor's.</summary>
internal static class StoredTensors
{
    /// <summary>Tensors may overlap, but so much that a small file fills the memory is an attack.</summary>
    private const long MostOverlap = 8;
    private const long AlwaysAllowed = 64 << 20;

    /// <summary>Reading from the system's cache and computing checksums are bound by the processor.</summary>
    private const int Threads = 2;

    /// <summary>Copies values into tensors of the same shapes, converting their types.</summary>
    /// <param name="transfers">Targets on any device; where they require gradients, under <c>no_grad</c>.</param>
    /// <exception cref="InvalidInputException">Values are damaged or not all there; those before them have been
    /// copied.</exception>
    public static void ReadInto(IEnumerable<TensorTransfer> transfers)
    {
        var direct = new List<TensorTransfer>();
        foreach (
            IGrouping<Storage, TensorTransfer> sharing in transfers
                .GroupBy(t => t.From.Storage)
                .OrderBy(g => g.Key.Position)
        )
        {
            TensorTransfer[] members = [.. sharing];
            if (members is [var only] && CanTake(only.To, only.From))
                direct.Add(only);
            else
                Visit(sharing.Key, [.. members.Select(m => m.From)], (i, values) => members[i].To.copy_(values));
        }
        InParallel(direct, transfer => Read(transfer.From, () => transfer.From.Storage.ReadInto(transfer.To.bytes)));
    }

    /// <summary>Hands out the values of each tensor in turn; each is disposed after its visit and lies in memory as it
    /// did when it was saved.</summary>
    /// <inheritdoc cref="ReadInto" path="/exception"/>
    public static void Visit(IEnumerable<KeyValuePair<string, StoredTensor>> tensors, Action<string, Tensor> visit)
    {
        KeyValuePair<string, StoredTensor>[] all = [.. tensors];
        RequireReasonable(all);
        foreach (
            IGrouping<Storage, KeyValuePair<string, StoredTensor>> sharing in all.GroupBy(t => t.Value.Storage)
                .OrderBy(g => g.Key.Position)
        )
        {
            KeyValuePair<string, StoredTensor>[] members = [.. sharing];
            Visit(sharing.Key, [.. members.Select(m => m.Value)], (i, values) => visit(members[i].Key, values));
        }
    }

    /// <summary>Tensors of their own, contiguous, on the CPU. The caller owns them.</summary>
    /// <inheritdoc cref="ReadInto" path="/exception"/>
    public static Dictionary<string, Tensor> Load(IReadOnlyList<KeyValuePair<string, StoredTensor>> tensors)
    {
        RequireReasonable(tensors);
        var loaded = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        try
        {
            foreach ((string name, StoredTensor tensor) in tensors)
                loaded.Add(name, empty([.. tensor.Shape], dtype: tensor.Type).DetachFromDisposeScope());
            ReadInto(tensors.Select(t => new TensorTransfer(t.Value, loaded[t.Key])));
            return loaded;
        }
        catch
        {
            foreach (Tensor tensor in loaded.Values)
                tensor.Dispose();
            throw;
        }
    }

    /// <exception cref="InvalidInputException">Together they claim far more memory than the file has values
    /// for.</exception>
    private static void RequireReasonable(IReadOnlyList<KeyValuePair<string, StoredTensor>> tensors)
    {
        long claimed = tensors.Sum(t => t.Value.Count * t.Value.Type.ElementSize()),
            stored = tensors.Select(t => t.Value.Storage).Distinct().Sum(s => s.ByteCount);
        if (claimed > AlwaysAllowed && claimed / MostOverlap > stored)
            throw new InvalidInputException(
                $"{tensors[0].Value.FilePath}: its tensors claim {claimed} bytes of memory, the file has "
                    + $"{stored}: it repeats values to fill the memory"
            );
    }

    private static bool CanTake(Tensor target, StoredTensor from) =>
        from is { IsWhole: true, Count: > 0 }
        && target.dtype == from.Type
        && target.device_type == DeviceType.CPU
        && target.is_contiguous();

    private static void InParallel<T>(IReadOnlyList<T> items, Action<T> work)
    {
        try
        {
            Parallel.ForEach(
                Partitioner.Create(items, EnumerablePartitionerOptions.NoBuffering),
                new ParallelOptions { MaxDegreeOfParallelism = Threads },
                work
            );
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }
    }

    private static void Visit(Storage storage, IReadOnlyList<StoredTensor> views, Action<int, Tensor> visit)
    {
        Tensor? values = null;
        try
        {
            Read(views[0], () => values = storage.Read());
            for (int i = 0; i < views.Count; i++)
            {
                using Tensor view = views[i].View(values!);
                visit(i, view);
            }
        }
        finally
        {
            values?.Dispose();
        }
    }

    private static void Read(StoredTensor tensor, Action read)
    {
        try
        {
            read();
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            throw new InvalidInputException(
                $"{tensor.FilePath}: storage {Printable.Name(tensor.Storage.Key)} cannot be read "
                    + $"({Printable.Line(e.Message)}): truncated or damaged",
                e
            );
        }
    }
}
