using System.Buffers.Binary;
using System.Text.Json;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Checkpoints;

/// <summary>
/// Reads and writes the safetensors format: a length, a JSON header with name, dtype, shape and byte range per tensor plus text metadata,
/// then the values. No code can hide in such a file, and Python reads it.
/// </summary>
public static class Safetensors
{
    private const long LargestHeader = 100_000_000; // the limit of the reference implementation
    private const string MetadataKey = "__metadata__";

    private static readonly Dictionary<ScalarType, string> Names = new()
    {
        [ScalarType.Float32] = "F32",
        [ScalarType.Float64] = "F64",
        [ScalarType.Float16] = "F16",
        [ScalarType.BFloat16] = "BF16",
        [ScalarType.Int64] = "I64",
        [ScalarType.Int32] = "I32",
        [ScalarType.Int16] = "I16",
        [ScalarType.Int8] = "I8",
        [ScalarType.Byte] = "U8",
        [ScalarType.Bool] = "BOOL",
    };

    private static readonly Dictionary<string, ScalarType> Types = Names.ToDictionary(p => p.Value, p => p.Key);

    /// <summary>Writes atomically, tensors in the order of their names so that equal content gives equal bytes.</summary>
    public static void Write(string path, IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        (string Name, Tensor Tensor)[] ordered = [.. tensors.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => (p.Key, p.Value))];
        byte[] header = Header(ordered, metadata);
        AtomicFile.Write(path, stream =>
        {
            Span<byte> length = stackalloc byte[8];
            BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
            stream.Write(length);
            stream.Write(header);
            foreach ((_, Tensor tensor) in ordered)
            {
                using Tensor flat = tensor.detach().cpu().contiguous();
                if (flat.numel() > 0)
                    stream.Write(flat.bytes);
            }
        });
    }

    /// <summary>Reads every tensor of a file, on the CPU. The caller owns them.</summary>
    /// <exception cref="InvalidInputException">The file is missing, truncated, or its header lies.</exception>
    public static SafetensorsFile Read(string path)
    {
        if (!File.Exists(path))
            throw new InvalidInputException($"{path}: no such file");
        using FileStream stream = File.OpenRead(path);
        var tensors = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        try
        {
            return ReadFrom(path, stream, tensors);
        }
        catch (Exception e)
        {
            foreach (Tensor tensor in tensors.Values)
                tensor.Dispose();
            throw e is InvalidInputException
                ? e
                : new InvalidInputException($"{path}: not a valid safetensors file ({e.Message.Split('\n')[0]})", e);
        }
    }

    private static SafetensorsFile ReadFrom(string path, FileStream stream, Dictionary<string, Tensor> tensors)
    {
        Span<byte> prefix = stackalloc byte[8];
        if (stream.Length < 8)
            throw new InvalidInputException($"{path}: truncated, {stream.Length} bytes are no safetensors file");
        stream.ReadExactly(prefix);
        long headerLength = BinaryPrimitives.ReadInt64LittleEndian(prefix);
        if (headerLength is < 2 or > LargestHeader || headerLength > stream.Length - 8)
            throw new InvalidInputException($"{path}: the header claims {headerLength} bytes of a file of {stream.Length}: truncated, or not a safetensors file");
        var header = new byte[headerLength];
        stream.ReadExactly(header);
        long dataStart = 8 + headerLength, dataLength = stream.Length - dataStart;

        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        using JsonDocument json = JsonDocument.Parse(header);
        foreach (JsonProperty entry in json.RootElement.EnumerateObject())
        {
            if (entry.Name == MetadataKey)
            {
                foreach (JsonProperty item in entry.Value.EnumerateObject())
                    metadata[item.Name] = item.Value.GetString() ?? "";
                continue;
            }
            string typeName = entry.Value.GetProperty("dtype").GetString() ?? "";
            if (!Types.TryGetValue(typeName, out ScalarType type))
                throw new InvalidInputException($"{path}: '{entry.Name}' has dtype '{typeName}'; known: {string.Join(", ", Types.Keys)}");
            long[] shape = [.. entry.Value.GetProperty("shape").EnumerateArray().Select(d => d.GetInt64())];
            JsonElement offsets = entry.Value.GetProperty("data_offsets");
            long begin = offsets[0].GetInt64(), end = offsets[1].GetInt64();
            long count = 1;
            foreach (long size in shape)
                count = checked(count * (size >= 0 ? size : throw new InvalidInputException($"{path}: '{entry.Name}' has a negative size")));
            if (begin < 0 || end < begin || end > dataLength || end - begin != checked(count * type.ElementSize()))
                throw new InvalidInputException($"{path}: '{entry.Name}' ({typeName} [{string.Join(", ", shape)}]) does not fit its bytes {begin}..{end} of {dataLength}: truncated or damaged");
            Tensor tensor = empty(shape, dtype: type).DetachFromDisposeScope();
            tensors.Add(entry.Name, tensor);
            if (count > 0)
            {
                stream.Position = dataStart + begin;
                stream.ReadExactly(tensor.bytes);
            }
        }
        return new(tensors, metadata);
    }

    private static byte[] Header((string Name, Tensor Tensor)[] tensors, IReadOnlyDictionary<string, string>? metadata)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            if (metadata is { Count: > 0 })
            {
                json.WriteStartObject(MetadataKey);
                foreach ((string key, string value) in metadata.OrderBy(p => p.Key, StringComparer.Ordinal))
                    json.WriteString(key, value);
                json.WriteEndObject();
            }
            long offset = 0;
            foreach ((string name, Tensor tensor) in tensors)
            {
                long bytes = tensor.numel() * tensor.dtype.ElementSize();
                json.WriteStartObject(name);
                json.WriteString("dtype", Names.TryGetValue(tensor.dtype, out string? type) ? type : throw new NotSupportedException($"'{name}': safetensors has no {tensor.dtype}"));
                json.WriteStartArray("shape");
                foreach (long size in tensor.shape)
                    json.WriteNumberValue(size);
                json.WriteEndArray();
                json.WriteStartArray("data_offsets");
                json.WriteNumberValue(offset);
                json.WriteNumberValue(offset + bytes);
                json.WriteEndArray();
                json.WriteEndObject();
                offset += bytes;
            }
            json.WriteEndObject();
        }
        // values start at a multiple of 8
        while (buffer.Length % 8 != 0)
            buffer.WriteByte((byte)' ');
        return buffer.ToArray();
    }
}
