using RobustRepro.Files;

namespace RobustRepro.Checkpoints;

/// <summary>
/// A dictionary of a PyTorch file, in the file's order. Values are those of <see cref="TorchFile"/>; keys are strings,
/// or numbers (an optimizer's state).
/// </summary>
internal sealed class TorchEntries
{
    private const int MostDescribed = 20;

    private static readonly object NoKey = "None";

    private readonly OrderedDictionary<object, object?> entries = [];

    public IReadOnlyCollection<KeyValuePair<object, object?>> All => entries;

    /// <summary>The tensors among the entries, by name.</summary>
    public IEnumerable<KeyValuePair<string, StoredTensor>> Tensors
    {
        get
        {
            foreach ((object key, object? value) in entries)
            {
                if (key is string name && value is StoredTensor tensor)
                    yield return new(name, tensor);
            }
        }
    }

    public bool TryGet(object key, out object? value) => entries.TryGetValue(key, out value);

    /// <summary>The dictionary under a key, or null where there is none.</summary>
    public TorchEntries? Nested(string key) => TryGet(key, out object? value) ? value as TorchEntries : null;

    /// <summary>The first entries of some kind in a few words each, and how many more there are.</summary>
    internal IEnumerable<string> Describe(Func<KeyValuePair<object, object?>, bool> which)
    {
        KeyValuePair<object, object?>[] some = [.. entries.Where(which)];
        foreach ((object key, object? value) in some.Take(MostDescribed))
        {
            string name =
                $"'{Printable.Name(key as string ?? (key is object?[] or TorchEntries ? "..." : key.ToString()!))}'";
            yield return value is long or double or bool or string
                ? $"{name} = {Printable.Name(value.ToString()!)}"
                : name;
        }
        if (some.Length > MostDescribed)
            yield return $"{some.Length - MostDescribed} more entries";
    }

    /// <summary>As in Python, a repeated key keeps its place and takes the later value.</summary>
    internal void Set(object? key, object? value) => entries[key ?? NoKey] = value;
}
