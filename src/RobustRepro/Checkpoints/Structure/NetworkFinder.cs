using RobustRepro.Models;

namespace RobustRepro.Checkpoints.Structure;

/// <summary>
/// Finds the networks in a file by structure, not by a list of known words: the keys or prefix before names, and the
/// parts inside of names or behind them, that leave exactly the names of an architecture. A part inside of names is
/// passed over only where nothing stands beside it, as a wrapper does (<c>features.module.0.weight</c>).
/// </summary>
internal static class NetworkFinder
{
    /// <param name="architectures">Those that are looked for.</param>
    /// <returns>Every place with all names of one of them; of places inside each other, and of architectures whose
    /// names are a part of another's, the one that leaves least over. Places with the same values count once. Where
    /// there is none, the place with the most names, if it has half of an architecture's; else nothing.</returns>
    public static IReadOnlyList<FoundNetwork> Find(
        IReadOnlyList<FlatTensor> tensors,
        IReadOnlyList<Architecture> architectures
    )
    {
        var tree = new NameTree<FlatTensor>(
            tensors.Select(t => KeyValuePair.Create(AuthorsNames.Torchvision(t.Path), t))
        );
        // two tensors of one name: which is meant cannot be told
        if (tree.All.Count(n => n.End is not null) < tensors.Count)
            return [];
        HashSet<string> parts = [.. tensors.SelectMany(t => AuthorsNames.Torchvision(t.Path).Split('.'))];
        ArchitectureNames[] sought =
        [
            .. architectures.Where(a => parts.Contains(a.Head.Split('.')[0])).Select(ArchitectureNames.Of),
        ];
        List<FoundNetwork> found = [];
        FoundNetwork? closest = null;
        foreach (NameTree<FlatTensor> root in tree.All.Where(r => r.Children.Count > 0))
        {
            FoundNetwork? best = sought
                .Select(names => At(root, names))
                .OrderBy(f => f.Missing > 0)
                .ThenBy(f => f.Missing + f.Others.Count)
                .ThenByDescending(f => f.Weights.Count)
                .FirstOrDefault();
            if (best is null or { Missing: > 0 })
            {
                if (best is not null && best.Weights.Count > (closest?.Weights.Count ?? best.Names.Required.Count / 2))
                    closest = best;
                continue;
            }
            int same = found.FindIndex(f => f.IsSameAs(best));
            if (same < 0)
                found.Add(best);
            // the nearest root to the names, or a wrapper's first copy
            else if (
                best.Skipped.Count < found[same].Skipped.Count
                || (best.Skipped.Count == found[same].Skipped.Count && best.Root.Length < found[same].Root.Length)
            )
                found[same] = best;
        }
        return (found.Count, closest) is (0, { } incomplete) ? [incomplete] : found;
    }

    private static FoundNetwork At(NameTree<FlatTensor> root, ArchitectureNames names)
    {
        var weights = new OrderedDictionary<string, FlatTensor>(StringComparer.Ordinal);
        List<FlatTensor> others = [];
        var skipped = new Dictionary<string, int>(StringComparer.Ordinal);
        Match(root, names.Tree, []);
        return new(names, root.Name, weights, others, skipped);

        void Match(NameTree<FlatTensor> at, NameTree<string> name, string[] passed)
        {
            if (at.End is { } tensor)
            {
                if (name.End is null || !weights.TryAdd(name.End, tensor))
                    others.Add(tensor);
                else
                    foreach (string part in passed)
                        skipped[part] = skipped.GetValueOrDefault(part) + 1;
            }
            foreach ((string part, NameTree<FlatTensor> child) in at.Children)
            {
                if (name.Children.TryGetValue(part, out NameTree<string>? next))
                    Match(child, next, passed);
                else if (at.Children.Count == 1 && at.End is null)
                    Match(child, name, [.. passed, part]);
                else
                    others.AddRange(child.All.Select(n => n.End).OfType<FlatTensor>());
            }
        }
    }
}
