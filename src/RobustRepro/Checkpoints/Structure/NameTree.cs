namespace RobustRepro.Checkpoints.Structure;

/// <summary>Dotted names as a tree: a node per part.</summary>
/// <typeparam name="T">What stands at the end of a name.</typeparam>
internal sealed class NameTree<T>
    where T : class
{
    private readonly OrderedDictionary<string, NameTree<T>> children = new(StringComparer.Ordinal);

    public NameTree(IEnumerable<KeyValuePair<string, T>> names)
        : this("")
    {
        foreach ((string name, T end) in names)
        {
            NameTree<T> at = this;
            foreach (string part in name.Split('.'))
            {
                if (!at.children.TryGetValue(part, out NameTree<T>? next))
                    at.children.Add(part, next = new(at.Name.Length == 0 ? part : $"{at.Name}.{part}"));
                at = next;
            }
            at.End ??= end;
        }
    }

    private NameTree(string name) => Name = name;

    /// <summary>From the root to here; empty at the root.</summary>
    public string Name { get; }

    /// <summary>What stands for the name that ends here; null where none does.</summary>
    public T? End { get; private set; }

    public IReadOnlyDictionary<string, NameTree<T>> Children => children;

    /// <summary>This node and all below it, from the root down.</summary>
    public IEnumerable<NameTree<T>> All => children.Values.SelectMany(c => c.All).Prepend(this);
}
