namespace RobustRepro.Checkpoints.Structure;

/// <summary>A place in a file whose names are those of an architecture: one for one, but for what is
/// missing.</summary>
/// <param name="Root">Keys and prefix before the names, joined by dots.</param>
/// <param name="Weights">By the architecture's names.</param>
/// <param name="Others">Under the same root, without a name of the architecture.</param>
/// <param name="Skipped">Parts inside of names that were passed over, as <c>module</c> in
/// <c>features.module.0.weight</c>, and how often.</param>
internal sealed record FoundNetwork(
    ArchitectureNames Names,
    string Root,
    OrderedDictionary<string, FlatTensor> Weights,
    IReadOnlyList<FlatTensor> Others,
    IReadOnlyDictionary<string, int> Skipped
)
{
    /// <summary>Number of names that the place lacks.</summary>
    public int Missing => Names.Required.Count(n => !Weights.ContainsKey(n));

    /// <summary>Whether both are of the very same values in the file.</summary>
    public bool IsSameAs(FoundNetwork other) =>
        Weights.Count == other.Weights.Count
        && Weights.All(w =>
            other.Weights.TryGetValue(w.Key, out FlatTensor? theirs) && theirs.Tensor.IsSameAs(w.Value.Tensor)
        );

    /// <summary>Keys of its dictionary: the part of the root that is no prefix of names.</summary>
    public string Level
    {
        get
        {
            string level = Weights.Values.MinBy(w => w.Level.Length)!.Level;
            return level.Length <= Root.Length ? level : Root;
        }
    }

    /// <summary>What is left of the root: the prefix of names, with its dot.</summary>
    public string Prefix
    {
        get
        {
            string rest = Root[Level.Length..].TrimStart('.');
            return rest.Length == 0 ? "" : rest + ".";
        }
    }

    /// <summary>How a user says that this one is meant.</summary>
    public string Part => Root.Length == 0 ? "." : Root;

    /// <summary>Whether a user names this one.</summary>
    public bool Is(string part) => Root == Dotted(part);

    /// <summary>Whether a user names the front of this one's place.</summary>
    public bool IsWithin(string part) => Root.StartsWith(Dotted(part) + ".", StringComparison.Ordinal);

    private static string Dotted(string part) => part.Replace('/', '.').Trim('.');
}
