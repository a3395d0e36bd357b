using System.Text.Json;
using static TorchSharp.torch;

namespace RobustRepro.Checkpoints;

/// <summary>The JSON header of a safetensors file: its tensors, sorted by name and laid out one after the other, and
/// its metadata.</summary>
internal sealed class SafetensorsHeader
{
    public const string MetadataKey = "__metadata__";

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

    private readonly IReadOnlyDictionary<string, string> metadata;

    /// <exception cref="NotSupportedException">A tensor is of a type that the format lacks.</exception>
    public SafetensorsHeader(
        IReadOnlyCollection<SafetensorsEntry> tensors,
        IReadOnlyDictionary<string, string>? metadata
    )
    {
        this.metadata = metadata ?? new Dictionary<string, string>();
        var entries = new List<SafetensorsEntry>();
        long offset = 0;
        foreach (SafetensorsEntry tensor in tensors.OrderBy(t => t.Name, StringComparer.Ordinal))
        {
            if (!Names.ContainsKey(tensor.Type))
                throw new NotSupportedException($"'{tensor.Name}': safetensors has no {tensor.Type}");
            entries.Add(tensor with { Begin = offset });
            offset += tensor.ByteCount;
        }
        Entries = entries;
    }

    /// <summary>Types by their names in a file.</summary>
    public static IReadOnlyDictionary<string, ScalarType> Types { get; } = Names.ToDictionary(p => p.Value, p => p.Key);

    /// <summary>In the order of the values.</summary>
    public IReadOnlyList<SafetensorsEntry> Entries { get; }

    public byte[] ToJson()
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            if (metadata.Count > 0)
            {
                json.WriteStartObject(MetadataKey);
                foreach ((string key, string value) in metadata.OrderBy(p => p.Key, StringComparer.Ordinal))
                    json.WriteString(key, value);
                json.WriteEndObject();
            }
            foreach (SafetensorsEntry entry in Entries)
                Write(json, entry);
            json.WriteEndObject();
        }
        // values start at a multiple of 8
        while (buffer.Length % 8 != 0)
            buffer.WriteByte((byte)' ');
        return buffer.ToArray();
    }

    private static void Write(Utf8JsonWriter json, SafetensorsEntry entry)
    {
        json.WriteStartObject(entry.Name);
        json.WriteString("dtype", Names[entry.Type]);
        json.WriteStartArray("shape");
        foreach (long size in entry.Shape)
            json.WriteNumberValue(size);
        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(entry.Begin);
        json.WriteNumberValue(entry.Begin + entry.ByteCount);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
