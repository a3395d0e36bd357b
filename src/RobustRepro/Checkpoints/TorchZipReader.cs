using System.IO.Compression;

namespace RobustRepro.Checkpoints;

/// <summary>
/// The ZIP format of torch.save (PyTorch 1.6 and later): one folder with <c>data.pkl</c> and, per storage, <c>data/KEY</c>, all stored
/// uncompressed. Every size is checked before anything is allocated.
/// </summary>
internal static class TorchZipReader
{
    private const string Pickle = "data.pkl";

    /// <summary>Reads the structure; storages are read later, from the stream.</summary>
    /// <param name="stream">Owned by the file from here on.</param>
    public static TorchFile Read(string path, FileStream stream)
    {
        var archive = new ZipArchive(stream, ZipArchiveMode.Read);
        ZipArchiveEntry pickle = archive.Entries.FirstOrDefault(e => e.Name == Pickle) ?? throw new InvalidDataException($"a zip file without {Pickle} is none of torch.save's");
        string folder = pickle.FullName[..^Pickle.Length];
        if (archive.GetEntry(folder + "constants.pkl") is not null)
            throw new InvalidDataException("it is a TorchScript archive, which carries code; save the network's state_dict() instead");
        if (archive.GetEntry(folder + "byteorder") is { } order && ReadAll(order, stream.Length) is not [(byte)'l', ..])
            throw new InvalidDataException("its values are big-endian, only little-endian is read");

        var objects = new TorchObjects(path);
        using var bytes = new MemoryStream(ReadAll(pickle, stream.Length), writable: false);
        object? content = new PickleReader(bytes, objects).Read();

        long total = 0;
        foreach (TorchStorage storage in objects.Storages.Values)
        {
            ZipArchiveEntry entry = archive.GetEntry($"{folder}data/{storage.Key}") ?? throw new InvalidDataException($"storage {storage.Key} is not in it");
            RequireStored(entry, stream.Length);
            total = checked(total + entry.Length);
            if (entry.Length != storage.ByteCount || total > stream.Length)
                throw new InvalidDataException($"storage {storage.Key} should have {storage.ByteCount} bytes and has {entry.Length}");
            storage.Open = entry.Open;
        }
        return new(path, content, [.. objects.Storages.Values], archive);
    }

    private static byte[] ReadAll(ZipArchiveEntry entry, long fileLength)
    {
        RequireStored(entry, fileLength);
        var bytes = new byte[entry.Length];
        using Stream stream = entry.Open();
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static void RequireStored(ZipArchiveEntry entry, long fileLength)
    {
        if (entry.CompressedLength != entry.Length || entry.Length > fileLength)
            throw new InvalidDataException($"its entry {entry.FullName} is compressed or larger than the file, torch.save stores values as they are");
    }
}
