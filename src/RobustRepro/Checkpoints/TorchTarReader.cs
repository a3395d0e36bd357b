using System.Buffers.Binary;
using System.Collections;
using System.Formats.Tar;
using System.Globalization;
using Microsoft.Win32.SafeHandles;
using RobustRepro.Files;
using RobustRepro.Files.Pickles;

namespace RobustRepro.Checkpoints;

/// <summary>
/// The format of torch.save before PyTorch 0.1.10, a tar archive (serialization.py, legacy_load): <c>storages</c> has a
/// pickle of their number, per storage a pickle of key, location and type, the number of values (int64) and the values,
/// then a pickle of the views; <c>tensors</c> has their number, per tensor a pickle of key, storage and type, and its
/// dimensions, sizes, strides and offset; <c>pickle</c> is the object, whose persistent ids are the tensors' keys.
/// </summary>
internal static class TorchTarReader
{
    private const int MostEntries = 1000;

    /// <summary>Reads the structure; storages are read later, from the stream.</summary>
    /// <param name="stream">Owned by the file from here on.</param>
    public static TorchFile Read(string path, FileStream stream)
    {
        Dictionary<string, (long Start, long End)> entries = Entries(stream);
        var objects = new TorchObjects(path);
        Dictionary<string, StorageView> storages = Storages(objects, stream, Part("storages"));
        var tensors = new TarTensors(objects, Tensors(path, objects, stream, Part("tensors"), storages));
        stream.Position = Part("pickle").Start;
        object? content = new PickleReader(stream, tensors).Read();
        return new(path, CheckpointFormat.TorchTar, content, objects.Inert, stream);

        (long Start, long End) Part(string name) =>
            entries.TryGetValue(name, out (long, long) part)
                ? part
                : throw new InvalidDataException($"a tar archive without '{name}' is none of torch.save's");
    }

    /// <summary>A key of a storage or tensor: PyTorch wrote the number of its object, in words or not.</summary>
    internal static string Key(object? value) =>
        value switch
        {
            string text => text,
            long number => number.ToString(CultureInfo.InvariantCulture),
            _ => throw new InvalidDataException("a storage or tensor has a key that torch.save did not write"),
        };

    private static Dictionary<string, (long Start, long End)> Entries(FileStream stream)
    {
        var entries = new Dictionary<string, (long, long)>(StringComparer.Ordinal);
        using var tar = new TarReader(stream, leaveOpen: true);
        for (int i = 0; i < MostEntries && tar.GetNextEntry() is { } entry; i++)
        {
            string name = entry.Name.StartsWith("./", StringComparison.Ordinal) ? entry.Name[2..] : entry.Name;
            entries.TryAdd(name, (entry.DataOffset, entry.DataOffset + entry.Length));
        }
        return entries;
    }

    private static Dictionary<string, StorageView> Storages(
        TorchObjects objects,
        FileStream stream,
        (long Start, long End) part
    )
    {
        var found = new Dictionary<string, StorageView>(StringComparer.Ordinal);
        // once: asking the stream for it moves the stream
        SafeFileHandle file = stream.SafeFileHandle;
        stream.Position = part.Start;
        for (long left = Count(stream, objects); left > 0; left--)
        {
            (string key, PickleGlobal type) = Described(Next(stream, objects));
            Storage storage = objects.Shared(key, type, Int64(stream));
            long start = stream.Position;
            if (storage.ByteCount > part.End - start || !found.TryAdd(key, new(storage, 0, storage.Count)))
                throw new EndOfStreamException(
                    $"storage {Printable.Name(key)} should have {storage.ByteCount} bytes, {part.End - start} are left"
                );
            storage.Locate(start, destination => PositionedRead.Exactly(file, start, destination));
            stream.Position = start + storage.ByteCount;
        }
        foreach (object? view in Next(stream, objects) as IEnumerable ?? throw Unknown("view"))
        {
            if (
                view is not object?[] parts
                || parts is not [var target, var root, long offset, long count]
                || !found.TryGetValue(Key(root), out StorageView? whole)
                || offset < 0
                || count < 0
                || offset > whole.Count - count
            )
                throw Unknown("view");
            found[Key(target)] = new(whole.Storage, whole.Offset + offset, count);
        }
        return found;
    }

    private static Dictionary<string, StoredTensor> Tensors(
        string path,
        TorchObjects objects,
        FileStream stream,
        (long Start, long End) part,
        Dictionary<string, StorageView> storages
    )
    {
        var found = new Dictionary<string, StoredTensor>(StringComparer.Ordinal);
        stream.Position = part.Start;
        for (long left = Count(stream, objects); left > 0; left--)
        {
            if (
                Next(stream, objects) is not object?[] { Length: 3 } described
                || !storages.TryGetValue(Key(described[1]), out StorageView? view)
            )
                throw Unknown("tensor");
            // the number of dimensions takes 8 bytes, of which PyTorch read 4
            int dimensions = (int)(Int64(stream) & 0xffffffff);
            if (dimensions is < 0 or > StoredTensor.MostDimensions)
                throw new InvalidDataException($"a tensor has {dimensions} dimensions");
            long[] sizes = Row(dimensions),
                strides = Row(dimensions);
            found[Key(described[0])] = new(path, view.Storage, checked(view.Offset + Int64(stream)), sizes, strides);
        }
        return found;

        long[] Row(int length)
        {
            var row = new long[length];
            for (int i = 0; i < length; i++)
                row[i] = Int64(stream);
            return row;
        }
    }

    private static (string Key, PickleGlobal Type) Described(object? storage) =>
        storage is object?[] parts && parts is [var key, string, PickleGlobal type]
            ? (Key(key), type)
            : throw Unknown("storage");

    private static long Count(FileStream stream, TorchObjects objects) =>
        Next(stream, objects) is long count ? count : throw Unknown("count");

    private static object? Next(FileStream stream, TorchObjects objects) => new PickleReader(stream, objects).Read();

    private static long Int64(FileStream stream)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        stream.ReadExactly(bytes);
        return BinaryPrimitives.ReadInt64LittleEndian(bytes);
    }

    private static InvalidDataException Unknown(string what) =>
        new($"a {what} is described in a way that torch.save did not write");
}
