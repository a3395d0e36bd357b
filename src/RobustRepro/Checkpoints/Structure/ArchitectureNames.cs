using System.Collections.Concurrent;
using RobustRepro.Models;

namespace RobustRepro.Checkpoints.Structure;

/// <summary>The names of an architecture's weights.</summary>
internal sealed class ArchitectureNames
{
    private static readonly ConcurrentDictionary<Architecture, Lazy<ArchitectureNames>> Known = new();

    private ArchitectureNames(Architecture architecture)
    {
        using NormalizedModel model = ModelRegistry.Create(
            architecture,
            architecture.InputSizes[0],
            classes: 1,
            architecture.Normalization
        );
        string[] names = [.. StateDict.Names(model.Network)];
        Architecture = architecture;
        Tree = new(names.Select(n => KeyValuePair.Create(n, n)));
        Required =
        [
            .. names.Where(n =>
                !n.EndsWith("num_batches_tracked", StringComparison.Ordinal)
                && !architecture.Auxiliary.Any(a => n.StartsWith(a + ".", StringComparison.Ordinal))
            ),
        ];
    }

    public Architecture Architecture { get; }

    public NameTree<string> Tree { get; }

    /// <summary>The names that every file of it has.</summary>
    public IReadOnlyCollection<string> Required { get; }

    /// <summary>Made once per process.</summary>
    public static ArchitectureNames Of(Architecture architecture) =>
        Known.GetOrAdd(architecture, a => new(() => new ArchitectureNames(a))).Value;
}
