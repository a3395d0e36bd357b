using static TorchSharp.torch;

namespace RobustRepro.Checkpoints;

/// <summary>A tensor of a PyTorch file: shape, strides and offset within a storage, whose values are read on demand.</summary>
public sealed class TorchTensor
{
    private const long LargestRepetition = 1 << 24;

    private readonly string path;
    private readonly TorchStorage storage;
    private readonly long offset;
    private readonly long[] strides;

    /// <exception cref="InvalidDataException">The view reaches outside its storage.</exception>
    internal TorchTensor(string path, TorchStorage storage, long offset, long[] shape, long[] strides)
    {
        if (shape.Length != strides.Length || offset < 0 || shape.Any(s => s < 0) || strides.Any(s => s < 0))
            throw new InvalidDataException($"a tensor of storage {storage.Key} has shape [{string.Join(", ", shape)}], strides [{string.Join(", ", strides)}] and offset {offset}");
        long last = offset, values = 1;
        for (int i = 0; i < shape.Length; i++)
        {
            last = checked(last + Math.Max(0, shape[i] - 1) * strides[i]);
            values = checked(values * shape[i]);
        }
        if (values > 0 && last >= storage.Count)
            throw new InvalidDataException($"a tensor [{string.Join(", ", shape)}] reaches value {last} of storage {storage.Key}, which has {storage.Count}");
        // a stride of 0 repeats values (Tensor.expand): a few bytes could claim any amount of memory
        if (values > Math.Max(storage.Count, LargestRepetition))
            throw new InvalidDataException($"a tensor [{string.Join(", ", shape)}] repeats the {storage.Count} values of storage {storage.Key}");
        this.path = path;
        this.storage = storage;
        this.offset = offset;
        this.strides = strides;
        Shape = shape;
    }

    public ScalarType Type => storage.Type;

    public IReadOnlyList<long> Shape { get; }

    /// <summary>A tensor of its own, contiguous, on the CPU. The caller owns it.</summary>
    /// <exception cref="InvalidInputException">The file ends within the values.</exception>
    public Tensor ToTensor()
    {
        try
        {
            using Tensor view = storage.Values.as_strided([.. Shape], strides, offset);
            return view.is_contiguous() ? view.clone() : view.contiguous();
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            throw new InvalidInputException($"{path}: storage {storage.Key} cannot be read ({e.Message}): damaged", e);
        }
    }
}
