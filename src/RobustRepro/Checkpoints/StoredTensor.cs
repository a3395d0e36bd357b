using RobustRepro.Files;
using static TorchSharp.torch;

namespace RobustRepro.Checkpoints;

/// <summary>A tensor in a file: its type and shape now, its values when asked for, as long as the file is
/// open.</summary>
public sealed class StoredTensor
{
    /// <summary>libtorch's limit.</summary>
    internal const int MostDimensions = 64;

    private const long LargestRepetition = 1 << 24;

    private readonly long offset;
    private readonly long[] shape;
    private readonly long[] strides;

    /// <exception cref="InvalidDataException">The view reaches outside its storage.</exception>
    internal StoredTensor(string path, Storage storage, long offset, long[] shape, long[] strides)
    {
        if (shape.Length > MostDimensions)
            throw new InvalidDataException(
                $"a tensor of storage {Printable.Name(storage.Key)} has {shape.Length} dimensions"
            );
        if (shape.Length != strides.Length || offset < 0 || shape.Any(s => s < 0) || strides.Any(s => s < 0))
            throw new InvalidDataException(
                $"a tensor of storage {Printable.Name(storage.Key)} has shape [{string.Join(", ", shape)}], "
                    + $"strides [{string.Join(", ", strides)}] and offset {offset}"
            );
        long last = offset,
            values = 1,
            packed = 1;
        bool contiguous = true;
        for (int i = shape.Length - 1; i >= 0; i--)
        {
            last = checked(last + Math.Max(0, shape[i] - 1) * strides[i]);
            values = checked(values * shape[i]);
            contiguous &= shape[i] == 1 || strides[i] == packed;
            packed = checked(packed * Math.Max(1, shape[i]));
        }
        if (values > 0 && last >= storage.Count)
            throw new InvalidDataException(
                $"a tensor [{string.Join(", ", shape)}] reaches value {last} of storage "
                    + $"{Printable.Name(storage.Key)}, which has {storage.Count}"
            );
        // a stride of 0 repeats values (Tensor.expand): a few bytes could claim any amount of memory
        if (values > Math.Max(storage.Count, LargestRepetition))
            throw new InvalidDataException(
                $"a tensor [{string.Join(", ", shape)}] repeats the {storage.Count} values of storage "
                    + $"{Printable.Name(storage.Key)}"
            );
        this.offset = offset;
        this.shape = shape;
        this.strides = strides;
        FilePath = path;
        Storage = storage;
        Count = values;
        IsWhole = contiguous && offset == 0 && values == storage.Count;
    }

    public ScalarType Type => Storage.Type;

    public IReadOnlyList<long> Shape => shape;

    /// <summary>Number of values.</summary>
    public long Count { get; }

    internal string FilePath { get; }

    internal Storage Storage { get; }

    /// <summary>It is its storage, value for value.</summary>
    internal bool IsWhole { get; }

    /// <summary>Whether both are the same values of the same file.</summary>
    internal bool IsSameAs(StoredTensor other) =>
        Storage == other.Storage
        && offset == other.offset
        && shape.SequenceEqual(other.shape)
        && strides.SequenceEqual(other.strides);

    /// <summary>A tensor of its own, contiguous, on the CPU. The caller owns it.</summary>
    /// <exception cref="InvalidInputException">The values are damaged or not all there.</exception>
    public Tensor ToTensor() => StoredTensors.Load([new("", this)])[""];

    /// <summary>This tensor within the values of its storage.</summary>
    internal Tensor View(Tensor values) => values.as_strided(shape, strides, offset);
}
