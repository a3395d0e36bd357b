using System.Buffers.Binary;
using RobustRepro.Files;
using static TorchSharp.torch;

namespace RobustRepro.Checkpoints;

/// <summary>
/// Reads and writes the safetensors format: a length, a JSON header with name, dtype, shape and byte range per tensor
/// plus text metadata, then the values. No code can hide in such a file, and Python reads it.
/// </summary>
internal static class Safetensors
{
    /// <summary>In bytes; the limit of the reference implementation.</summary>
    internal const long LargestHeader = 100_000_000;

    /// <summary>Writes atomically, tensors in the order of their names so that equal content gives equal
    /// bytes.</summary>
    public static void Write(
        string path,
        IReadOnlyDictionary<string, Tensor> tensors,
        IReadOnlyDictionary<string, string>? metadata = null
    )
    {
        var header = new SafetensorsHeader(
            [.. tensors.Select(t => new SafetensorsEntry(t.Key, t.Value.dtype, t.Value.shape))],
            metadata
        );
        AtomicFile.Write(
            path,
            stream =>
            {
                WriteHeader(stream, header);
                foreach (SafetensorsEntry entry in header.Entries)
                    WriteValues(stream, tensors[entry.Name]);
            }
        );
    }

    /// <summary>Writes what another file holds, one storage of it in memory at a time.</summary>
    /// <exception cref="InvalidInputException">Values of the other file are damaged; nothing is written.</exception>
    public static void Write(
        string path,
        IReadOnlyCollection<KeyValuePair<string, StoredTensor>> tensors,
        IReadOnlyDictionary<string, string>? metadata = null
    )
    {
        var header = new SafetensorsHeader(
            [.. tensors.Select(t => new SafetensorsEntry(t.Key, t.Value.Type, t.Value.Shape))],
            metadata
        );
        Dictionary<string, long> begins = header.Entries.ToDictionary(e => e.Name, e => e.Begin);
        AtomicFile.Write(
            path,
            stream =>
            {
                WriteHeader(stream, header);
                long dataStart = stream.Position;
                StoredTensors.Visit(
                    tensors,
                    (name, values) =>
                    {
                        stream.Position = dataStart + begins[name];
                        WriteValues(stream, values);
                    }
                );
            }
        );
    }

    /// <summary>Reads every tensor of a file, on the CPU. The caller owns them.</summary>
    /// <exception cref="InvalidInputException">The file is missing, truncated, or its header lies.</exception>
    public static SafetensorsFile Read(string path)
    {
        using SafetensorsReader file = SafetensorsReader.Open(path);
        return new(StoredTensors.Load(file.Tensors), file.Metadata);
    }

    private static void WriteHeader(Stream stream, SafetensorsHeader header)
    {
        byte[] json = header.ToJson();
        Span<byte> length = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(length, json.Length);
        stream.Write(length);
        stream.Write(json);
    }

    private static void WriteValues(Stream stream, Tensor tensor)
    {
        using Tensor flat = tensor.detach().cpu().contiguous();
        if (flat.numel() > 0)
            stream.Write(flat.bytes);
    }
}
