using System.Buffers.Binary;
using System.Text.Json;
using Microsoft.Win32.SafeHandles;
using RobustRepro.Files;
using static TorchSharp.torch;

namespace RobustRepro.Checkpoints;

/// <summary>An open safetensors file; its tensors are read while it is open.</summary>
internal sealed class SafetensorsReader : IDisposable
{
    private readonly string path;
    private readonly FileStream stream;
    private readonly List<KeyValuePair<string, StoredTensor>> tensors = [];
    private readonly Dictionary<string, string> metadata = new(StringComparer.Ordinal);

    private SafetensorsReader(string path, FileStream stream)
    {
        this.path = path;
        this.stream = stream;
    }

    /// <summary>In the order of the header.</summary>
    public IReadOnlyList<KeyValuePair<string, StoredTensor>> Tensors => tensors;

    public IReadOnlyDictionary<string, string> Metadata => metadata;

    /// <exception cref="InvalidInputException">The file is missing, truncated, or its header lies.</exception>
    public static SafetensorsReader Open(string path)
    {
        InputFile.Require(path);
        var file = new SafetensorsReader(path, File.OpenRead(path));
        try
        {
            file.ReadHeader();
            return file;
        }
        catch (Exception e)
        {
            file.Dispose();
            throw e is InvalidInputException
                ? e
                : new InvalidInputException($"{path}: not a valid safetensors file ({Printable.Line(e.Message)})", e);
        }
    }

    public void Dispose() => stream.Dispose();

    private void ReadHeader()
    {
        Span<byte> prefix = stackalloc byte[sizeof(long)];
        if (stream.Length < prefix.Length)
            throw new InvalidInputException($"{path}: truncated, {stream.Length} bytes are no safetensors file");
        stream.ReadExactly(prefix);
        long headerLength = BinaryPrimitives.ReadInt64LittleEndian(prefix);
        if (headerLength is < 2 or > Safetensors.LargestHeader || headerLength > stream.Length - prefix.Length)
            throw new InvalidInputException(
                $"{path}: the header claims {headerLength} bytes of a file of {stream.Length}: truncated, "
                    + $"or not a safetensors file"
            );
        var header = new byte[headerLength];
        stream.ReadExactly(header);
        using JsonDocument json = JsonDocument.Parse(header);
        var names = new HashSet<string>(StringComparer.Ordinal);
        long claimed = 0,
            last = prefix.Length + headerLength;
        foreach (JsonProperty entry in json.RootElement.EnumerateObject())
        {
            if (!names.Add(entry.Name))
                throw new InvalidInputException($"{path}: '{Printable.Name(entry.Name)}' is in it twice");
            if (entry.Name == SafetensorsHeader.MetadataKey)
            {
                ReadMetadata(entry.Value);
                continue;
            }
            StoredTensor tensor = Tensor(entry, prefix.Length + headerLength);
            claimed += tensor.Storage.ByteCount;
            last = Math.Max(last, tensor.Storage.Position + tensor.Storage.ByteCount);
            if (claimed > stream.Length)
                throw new InvalidInputException(
                    $"{path}: '{Printable.Name(entry.Name)}' shares its bytes with another tensor"
                );
            tensors.Add(new(entry.Name, tensor));
        }
        if (last < stream.Length)
            throw new InvalidInputException(
                $"{path}: {stream.Length - last} bytes stand behind the last tensor, where the file should end: "
                    + "damaged, or two files in one; fetch or write it again"
            );
    }

    /// <summary>The format has text there. Writers of others leave null, numbers or lists, which are kept as their
    /// JSON.</summary>
    private void ReadMetadata(JsonElement values)
    {
        if (values.ValueKind == JsonValueKind.Null)
            return;
        if (values.ValueKind != JsonValueKind.Object)
            throw new InvalidInputException(
                $"{path}: {SafetensorsHeader.MetadataKey} is {Printable.Name(values.GetRawText())}, expected an "
                    + "object of "
                    + "texts: write the file again without it"
            );
        foreach (JsonProperty item in values.EnumerateObject())
            metadata[item.Name] =
                item.Value.ValueKind == JsonValueKind.String ? item.Value.GetString()! : item.Value.GetRawText();
    }

    private StoredTensor Tensor(JsonProperty entry, long dataStart)
    {
        string name = Printable.Name(entry.Name),
            typeName = entry.Value.GetProperty("dtype").GetString() ?? "";
        if (!SafetensorsHeader.Types.TryGetValue(typeName, out ScalarType type))
            throw new InvalidInputException(
                $"{path}: '{name}' has dtype '{Printable.Name(typeName)}'; known: "
                    + $"{string.Join(", ", SafetensorsHeader.Types.Keys)}"
            );
        long[] shape = [.. entry.Value.GetProperty("shape").EnumerateArray().Select(d => d.GetInt64())];
        if (shape.Any(size => size < 0))
            throw new InvalidInputException($"{path}: '{name}' has a negative size");
        JsonElement offsets = entry.Value.GetProperty("data_offsets");
        long begin = offsets[0].GetInt64(),
            end = offsets[1].GetInt64(),
            dataLength = stream.Length - dataStart;
        var described = new SafetensorsEntry(entry.Name, type, shape);
        if (begin < 0 || end < begin || end > dataLength || end - begin != described.ByteCount)
            throw new InvalidInputException(
                $"{path}: '{name}' ({typeName} [{string.Join(", ", shape.Take(8))}]) does not fit its bytes "
                    + $"{begin}..{end} of {dataLength}: truncated or damaged"
            );
        var storage = new Storage(entry.Name, type, described.Count);
        SafeFileHandle file = stream.SafeFileHandle;
        storage.Locate(dataStart + begin, destination => PositionedRead.Exactly(file, dataStart + begin, destination));
        return new(path, storage, 0, shape, Strides(shape));
    }

    private static long[] Strides(long[] shape)
    {
        var strides = new long[shape.Length];
        long stride = 1;
        for (int i = shape.Length - 1; i >= 0; i--)
        {
            strides[i] = stride;
            stride *= Math.Max(1, shape[i]);
        }
        return strides;
    }
}
