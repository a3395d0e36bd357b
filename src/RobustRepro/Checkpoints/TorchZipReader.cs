using System.IO.Compression;
using System.IO.Hashing;
using Microsoft.Win32.SafeHandles;
using RobustRepro.Files;
using RobustRepro.Files.Pickles;

namespace RobustRepro.Checkpoints;

/// <summary>
/// The ZIP format of torch.save (PyTorch 1.6 and later): one folder with <c>data.pkl</c> and, per storage,
/// <c>data/KEY</c>, all stored uncompressed. Every size is checked before anything is allocated, every checksum once
/// its bytes are read.
/// </summary>
internal static class TorchZipReader
{
    private const string Pickle = "data.pkl";

    /// <summary>Reads the structure; storages are read later, from the stream.</summary>
    /// <param name="stream">Owned by the file from here on.</param>
    public static TorchFile Read(string path, FileStream stream)
    {
        var archive = new ZipArchive(stream, ZipArchiveMode.Read);
        ZipArchiveEntry pickle =
            archive.Entries.FirstOrDefault(e => e.Name == Pickle)
            ?? throw new InvalidDataException($"a zip file without {Pickle} is none of torch.save's");
        string folder = pickle.FullName[..^Pickle.Length];
        if (archive.GetEntry(folder + "constants.pkl") is not null)
            throw new InvalidDataException(
                "it is a TorchScript archive, which carries code; save the network's state_dict() instead"
            );
        bool swapped = archive.GetEntry(folder + "byteorder") is { } order && ReadAll(stream, order) is [(byte)'b', ..];

        var objects = new TorchObjects(path);
        if (pickle.Length > PickleInput.Longest)
            throw new InvalidDataException(
                $"its pickle is longer than {PickleInput.Longest >> 20} MiB, more than names and shapes of "
                    + $"any network take"
            );
        using var bytes = new MemoryStream(ReadAll(stream, pickle), writable: false);
        object? content = new PickleReader(bytes, objects).Read();
        Locate(objects, archive, folder, stream, swapped);
        return new(path, CheckpointFormat.TorchZip, content, objects.Inert, archive);
    }

    private static void Locate(TorchObjects objects, ZipArchive archive, string folder, FileStream file, bool swapped)
    {
        var positions = new Dictionary<ZipArchiveEntry, long>();
        foreach (ZipArchiveEntry entry in archive.Entries)
            positions.Add(entry, positions.Count);
        // once: asking the stream for it moves the stream
        SafeFileHandle handle = file.SafeFileHandle;
        long total = 0;
        foreach (Storage storage in objects.Storages.Values)
        {
            ZipArchiveEntry entry =
                archive.GetEntry($"{folder}data/{storage.Key}")
                ?? throw new InvalidDataException($"storage {Printable.Name(storage.Key)} is not in it");
            RequireStored(entry, file.Length);
            total = checked(total + entry.Length);
            if (entry.Length != storage.ByteCount || total > file.Length)
                throw new InvalidDataException(
                    $"storage {Printable.Name(storage.Key)} should have {storage.ByteCount} bytes and has "
                        + $"{entry.Length}"
                );
            int swap = swapped ? storage.ValueSize : 1;
            storage.Locate(
                positions[entry],
                destination =>
                {
                    ReadInto(file, handle, entry, destination);
                    // written by a big-endian machine
                    for (int at = 0; swap > 1 && at < destination.Length; at += swap)
                        destination.Slice(at, swap).Reverse();
                }
            );
        }
    }

    private static byte[] ReadAll(FileStream file, ZipArchiveEntry entry)
    {
        RequireStored(entry, file.Length);
        var bytes = new byte[entry.Length];
        ReadInto(file, file.SafeFileHandle, entry, bytes);
        return bytes;
    }

    private static void ReadInto(FileStream file, SafeFileHandle handle, ZipArchiveEntry entry, Span<byte> destination)
    {
        if (!destination.IsEmpty)
            PositionedRead.Exactly(handle, Start(file, entry), destination);
        if (Crc32.HashToUInt32(destination) != entry.Crc32)
            throw new InvalidDataException(
                $"the checksum of {Printable.Name(entry.FullName)} does not match its bytes"
            );
    }

    /// <summary>Where an entry's bytes are in the file. The library keeps that to itself, but the file's position
    /// betrays it; were it wrong, so would be the checksum.</summary>
    private static long Start(FileStream file, ZipArchiveEntry entry)
    {
        lock (file)
        {
            using Stream stream = entry.Open();
            if (stream.ReadByte() < 0)
                throw new EndOfStreamException($"{Printable.Name(entry.FullName)} is empty");
            return file.Position - 1;
        }
    }

    private static void RequireStored(ZipArchiveEntry entry, long fileLength)
    {
        if (entry.CompressedLength != entry.Length || entry.Length > fileLength)
            throw new InvalidDataException(
                $"its entry {Printable.Name(entry.FullName)} is compressed or larger than the file, "
                    + $"torch.save stores values as they are"
            );
    }
}
