using RobustRepro.Files;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Checkpoints;

/// <summary>A block of values of one type in a file, that tensors are views of.</summary>
internal sealed class Storage
{
    /// <exception cref="InvalidDataException">The count is impossible.</exception>
    /// <param name="typeName">PyTorch's name of its class.</param>
    /// <param name="foreignSize">For values of a type that is only read over: bytes of one of them; it then counts as
    /// bytes.</param>
    public Storage(string key, ScalarType type, long count, string typeName = "", int? foreignSize = null)
    {
        if (count < 0)
            throw new InvalidDataException($"storage {Printable.Name(key)} has {count} values");
        Key = key;
        TypeName = typeName;
        IsForeign = foreignSize is not null;
        ValueSize = foreignSize ?? type.ElementSize();
        Type = type;
        Count = count;
        ByteCount = checked(count * type.ElementSize());
        if (ByteCount > int.MaxValue)
            throw new InvalidDataException(
                $"storage {Printable.Name(key)} has {ByteCount} bytes; at most 2 GiB can be read"
            );
    }

    public string Key { get; }

    public ScalarType Type { get; }

    public string TypeName { get; }

    /// <summary>Its values are of a type that no weights have: they are read over.</summary>
    public bool IsForeign { get; }

    /// <summary>Bytes of a value, as PyTorch counts them.</summary>
    public int ValueSize { get; }

    public long Count { get; }

    public long ByteCount { get; }

    /// <summary>Storages are read in this order, that of the file.</summary>
    public long Position { get; private set; }

    private Action<Span<byte>>? Bytes { get; set; }

    /// <summary>Says where the values are, once their place and size have been checked.</summary>
    /// <param name="read">Fills a span of <see cref="ByteCount"/> bytes, or throws <see cref="InvalidDataException"/>
    /// or <see cref="IOException"/>.</param>
    public void Locate(long position, Action<Span<byte>> read)
    {
        Position = position;
        Bytes = read;
    }

    public void ReadInto(Span<byte> destination) => Bytes!(destination);

    /// <summary>All values, as one row. The caller owns it.</summary>
    public Tensor Read()
    {
        Tensor values = empty([Count], dtype: Type).DetachFromDisposeScope();
        try
        {
            if (Count > 0)
                ReadInto(values.bytes);
            return values;
        }
        catch
        {
            values.Dispose();
            throw;
        }
    }
}
