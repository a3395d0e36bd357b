namespace RobustRepro.Checkpoints;

/// <summary>
/// A dictionary of a PyTorch file, in the file's order. Values are those of <see cref="TorchFile"/>; keys are strings, or numbers (an optimizer's state).
/// </summary>
public sealed class TorchEntries
{
    private readonly OrderedDictionary<object, object?> entries = [];

    public IReadOnlyCollection<KeyValuePair<object, object?>> All => entries;

    /// <summary>The tensors among the entries, by name.</summary>
    public IEnumerable<KeyValuePair<string, TorchTensor>> Tensors
    {
        get
        {
            foreach ((object key, object? value) in entries)
            {
                if (key is string name && value is TorchTensor tensor)
                    yield return new(name, tensor);
            }
        }
    }

    public bool TryGet(object key, out object? value) => entries.TryGetValue(key, out value);

    /// <summary>The dictionary under a key, or null where there is none.</summary>
    public TorchEntries? Nested(string key) => TryGet(key, out object? value) ? value as TorchEntries : null;

    /// <summary>As in Python, a repeated key keeps its place and takes the later value.</summary>
    internal void Set(object? key, object? value) => entries[key ?? throw new InvalidDataException("a dictionary has the key None")] = value;
}
