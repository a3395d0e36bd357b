using RobustRepro.Files;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Checkpoints;

/// <summary>A block of values of one type in a file, that tensors are views of.</summary>
internal sealed class Storage
{
    /// <exception cref="InvalidDataException">The count is impossible.</exception>
    public Storage(string key, ScalarType type, long count)
    {
        if (count < 0)
            throw new InvalidDataException($"storage {Printable.Name(key)} has {count} values");
        Key = key;
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
