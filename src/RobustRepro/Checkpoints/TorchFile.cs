using static TorchSharp.torch;

namespace RobustRepro.Checkpoints;

/// <summary>
/// An open file of torch.save. Its values are long, double, bool, string, null, <c>object?[]</c> for tuples, <c>List&lt;object?&gt;</c> for
/// lists, <see cref="TorchEntries"/> and <see cref="TorchTensor"/>; tensors are read while the file is open.
/// </summary>
public sealed class TorchFile : IDisposable
{
    private readonly IReadOnlyCollection<TorchStorage> storages;
    private readonly IDisposable source;

    internal TorchFile(string path, object? content, IReadOnlyCollection<TorchStorage> storages, IDisposable source)
    {
        FilePath = path;
        Content = content;
        this.storages = storages;
        this.source = source;
    }

    public string FilePath { get; }

    /// <summary>What was saved.</summary>
    public object? Content { get; }

    /// <summary>The dictionary that was saved.</summary>
    /// <exception cref="InvalidInputException">Something else was.</exception>
    public TorchEntries Dictionary => Content as TorchEntries
        ?? throw new InvalidInputException($"{FilePath}: holds no dictionary at its top, expected a state dict or a checkpoint with one");

    /// <summary>The tensors of a dictionary, by name. The caller owns them.</summary>
    public static Dictionary<string, Tensor> Load(TorchEntries dictionary)
    {
        var tensors = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        try
        {
            foreach ((string name, TorchTensor tensor) in dictionary.Tensors)
                tensors.Add(name, tensor.ToTensor());
            return tensors;
        }
        catch
        {
            foreach (Tensor tensor in tensors.Values)
                tensor.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        foreach (TorchStorage storage in storages)
            storage.Dispose();
        source.Dispose();
    }
}
