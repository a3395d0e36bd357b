using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace RobustRepro.Tests.Checkpoints;

/// <summary>Writes files in torch.save's formats by hand, right and wrong ones.</summary>
internal sealed class TorchFileBuilder
{
    private readonly List<byte> pickle = [];
    private readonly Dictionary<string, byte[]> entries = [];

    public TorchFileBuilder() => Raw(0x80, 2);

    public CompressionLevel Compression { get; init; } = CompressionLevel.NoCompression;

    public TorchFileBuilder Raw(params byte[] bytes)
    {
        pickle.AddRange(bytes);
        return this;
    }

    public TorchFileBuilder Op(char opcode) => Raw((byte)opcode);

    public TorchFileBuilder Text(string value)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(value);
        return Op('X').Raw(BitConverter.GetBytes(utf8.Length)).Raw(utf8);
    }

    public TorchFileBuilder Integer(long value)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        return Raw(0x8a, 8).Raw(bytes);
    }

    public TorchFileBuilder Global(string module, string name) =>
        Op('c').Raw(Encoding.ASCII.GetBytes($"{module}\n{name}\n"));

    public TorchFileBuilder Tuple(params long[] values)
    {
        Op('(');
        foreach (long value in values)
            Integer(value);
        return Op('t');
    }

    public TorchFileBuilder Tensor(
        string storage,
        long count,
        long offset,
        long[] shape,
        long[] strides,
        string type = "FloatStorage"
    )
    {
        Global("torch._utils", "_rebuild_tensor_v2").Op('(');
        Op('(').Text("storage").Global("torch", type).Text(storage).Text("cpu").Integer(count).Op('t').Op('Q');
        return Integer(offset)
            .Tuple(shape)
            .Tuple(strides)
            .Raw(0x89)
            .Global("collections", "OrderedDict")
            .Op(')')
            .Op('R')
            .Op('t')
            .Op('R');
    }

    public TorchFileBuilder Entry(string name, byte[] content)
    {
        entries[name] = content;
        return this;
    }

    public TorchFileBuilder Storage(string key, params float[] values)
    {
        var bytes = new byte[4 * values.Length];
        Buffer.BlockCopy(values, 0, bytes, 0, bytes.Length);
        return Entry($"data/{key}", bytes);
    }

    /// <summary>A dictionary of tensors, each with a storage of its own; closes with them what is open.</summary>
    public TorchFileBuilder StateDict(IEnumerable<(string Name, float[] Values, long[] Shape)> tensors)
    {
        Op('}').Op('(');
        foreach ((string name, float[] values, long[] shape) in tensors)
        {
            string key = $"{entries.Count}";
            var strides = new long[shape.Length];
            for (int i = shape.Length - 1, stride = 1; i >= 0; stride *= (int)shape[i--])
                strides[i] = stride;
            Text(name).Tensor(key, values.Length, 0, shape, strides).Storage(key, values);
        }
        return Op('u');
    }

    /// <summary>The format before PyTorch 1.6.</summary>
    /// <param name="counts">Overrides the number of values that a storage says it has.</param>
    public string WriteLegacy(
        string path,
        bool littleEndian = true,
        IReadOnlyDictionary<string, long>? counts = null,
        int protocol = 1001
    )
    {
        using FileStream stream = System.IO.File.Create(path);
        stream.Write([0x80, 2, 0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19, (byte)'.']);
        stream.Write([0x80, 2, (byte)'M', .. BitConverter.GetBytes((ushort)protocol), (byte)'.']);
        stream.Write([
            .. new TorchFileBuilder()
                .Op('}')
                .Text("little_endian")
                .Raw(littleEndian ? (byte)0x88 : (byte)0x89)
                .Op('s')
                .Op('.')
                .pickle,
        ]);
        stream.Write([.. pickle, (byte)'.']);
        var keys = new TorchFileBuilder().Op(']').Op('(');
        foreach (string name in entries.Keys)
            keys.Text(Path.GetFileName(name));
        stream.Write([.. keys.Op('e').Op('.').pickle]);
        foreach ((string name, byte[] content) in entries)
        {
            stream.Write(
                BitConverter.GetBytes(counts?.GetValueOrDefault(Path.GetFileName(name)) ?? content.Length / 4)
            );
            stream.Write(content);
        }
        return path;
    }

    public string Write(string path)
    {
        using ZipArchive zip = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach ((string name, byte[] content) in entries.Prepend(new("data.pkl", [.. pickle, (byte)'.'])))
        {
            using Stream stream = zip.CreateEntry($"archive/{name}", Compression).Open();
            stream.Write(content);
        }
        return path;
    }
}
