using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Checkpoints;

/// <summary>A block of values of one type that tensors of a PyTorch file are views of; read when the first of them asks.</summary>
internal sealed class TorchStorage(string key, ScalarType type, long count) : IDisposable
{
    private Tensor? values;

    public string Key => key;

    public ScalarType Type => type;

    public long Count => count;

    public long ByteCount => checked(count * type.ElementSize());

    /// <summary>Opens the bytes in the file; set once their place and size have been checked.</summary>
    public Func<Stream>? Open { get; set; }

    public Tensor Values => values ??= Read();

    public void Dispose() => values?.Dispose();

    private Tensor Read()
    {
        if (ByteCount > int.MaxValue)
            throw new InvalidDataException($"storage {key} has {ByteCount} bytes; at most 2 GiB can be read");
        Tensor tensor = empty([count], dtype: type).DetachFromDisposeScope();
        if (count == 0)
            return tensor;
        try
        {
            using Stream stream = Open!();
            stream.ReadExactly(tensor.bytes);
            return tensor;
        }
        catch
        {
            tensor.Dispose();
            throw;
        }
    }
}
