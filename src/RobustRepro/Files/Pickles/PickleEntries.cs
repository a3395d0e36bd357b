using System.Text;

namespace RobustRepro.Files.Pickles;

/// <summary>
/// A dictionary of a pickle, in the file's order. Keys are strings, or numbers (an optimizer's state), seldom something
/// else.
/// </summary>
internal sealed class PickleEntries
{
    private const int MostDescribed = 20;

    private static readonly object NoKey = "None";

    private readonly OrderedDictionary<object, object?> entries = [];

    public IReadOnlyCollection<KeyValuePair<object, object?>> All => entries;

    /// <summary>The value of a key that Python 3 has as text and Python 2 as bytes.</summary>
    public object? Text(string key) =>
        entries
            .FirstOrDefault(e =>
                e.Key as string == key || (e.Key is byte[] bytes && Encoding.Latin1.GetString(bytes) == key)
            )
            .Value;

    public bool TryGet(object key, out object? value) => entries.TryGetValue(key, out value);

    /// <summary>The dictionary under a key, or null where there is none.</summary>
    public PickleEntries? Nested(string key) => TryGet(key, out object? value) ? value as PickleEntries : null;

    /// <summary>The first entries of some kind in a few words each, and how many more there are.</summary>
    internal IEnumerable<string> Describe(Func<KeyValuePair<object, object?>, bool> which)
    {
        KeyValuePair<object, object?>[] some = [.. entries.Where(which)];
        foreach ((object key, object? value) in some.Take(MostDescribed))
        {
            string name =
                $"'{Printable.Name(key as string ?? (key is object?[] or PickleEntries ? "..." : key.ToString()!))}'";
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
