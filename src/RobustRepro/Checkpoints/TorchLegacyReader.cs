using System.Buffers.Binary;
using System.Numerics;
using Microsoft.Win32.SafeHandles;
using RobustRepro.Files;
using RobustRepro.Files.Pickles;

namespace RobustRepro.Checkpoints;

/// <summary>
/// The format of torch.save before PyTorch 1.6 (serialization.py, _legacy_save): pickles of a magic number, the version
/// of the protocol, facts of the system, the object and the list of storage keys, then per key the number of values
/// (int64) and the values. It has no checksums.
/// </summary>
internal static class TorchLegacyReader
{
    private const long Protocol = 1001;

    private static readonly BigInteger Magic = BigInteger.Parse("119547037146038801333356");

    /// <summary>Whether a file begins with a pickle, of any protocol, of torch.save's magic number.</summary>
    public static bool BeginsWithMagic(ReadOnlySpan<byte> start)
    {
        try
        {
            using var stream = new MemoryStream(start.ToArray());
            return Magic.Equals(new PickleReader(stream, new TorchObjects("")).Read());
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            return false;
        }
    }

    /// <summary>Reads the structure; storages are read later, from the stream.</summary>
    /// <param name="stream">Owned by the file from here on.</param>
    public static TorchFile Read(string path, FileStream stream)
    {
        var objects = new TorchObjects(path);
        // pickles are read byte by byte
        var buffered = new BufferedStream(stream, 1 << 16);
        if (!Magic.Equals(Next()))
            throw new InvalidDataException("its magic number is not torch.save's");
        if (Next() is not Protocol)
            throw new InvalidDataException($"its protocol is not {Protocol}");
        // whatever the machine, values are written little-endian (PyTorch's THPStorage_writeFileRaw), so what the facts
        // of the system say of it is not asked
        if (Next() is not PickleEntries)
            throw new InvalidDataException("it has no facts of the system that it was written on");
        object? content = Next();
        if (Next() is not List<object?> keys)
            throw new InvalidDataException("it has no list of storages");
        Locate(objects, keys, stream, buffered.Position);
        return new(path, CheckpointFormat.TorchLegacy, content, objects.Inert, stream);

        object? Next() => new PickleReader(buffered, objects).Read();
    }

    private static void Locate(TorchObjects objects, List<object?> keys, FileStream stream, long position)
    {
        Span<byte> prefix = stackalloc byte[sizeof(long)];
        SafeFileHandle file = stream.SafeFileHandle;
        HashSet<Storage> missing = [.. objects.Storages.Values];
        foreach (object? key in keys)
        {
            if (
                key is not string name
                || !objects.Storages.TryGetValue(name, out Storage? storage)
                || !missing.Remove(storage)
            )
                throw new InvalidDataException("its list of storages is not that of its tensors");
            if (position > stream.Length - sizeof(long))
                throw new EndOfStreamException($"it ends before storage {Printable.Name(name)}");
            PositionedRead.Exactly(file, position, prefix);
            long count = BinaryPrimitives.ReadInt64LittleEndian(prefix);
            if (count != storage.ByteCount / storage.ValueSize)
                throw new InvalidDataException(
                    $"storage {Printable.Name(name)} should have {storage.ByteCount / storage.ValueSize} values "
                        + "and has "
                        + $"{count}"
                );
            long start = position + sizeof(long);
            if (storage.ByteCount > stream.Length - start)
                throw new EndOfStreamException(
                    $"storage {Printable.Name(name)} should have {storage.ByteCount} bytes, "
                        + $"{stream.Length - start} are left"
                );
            storage.Locate(start, destination => PositionedRead.Exactly(file, start, destination));
            position = start + storage.ByteCount;
        }
        if (missing.Count > 0)
            throw new InvalidDataException($"storage {Printable.Name(missing.First().Key)} is not in it");
    }
}
