using RobustRepro.Files;
using RobustRepro.Models;

namespace RobustRepro.Checkpoints.Structure;

/// <summary>Decides which of a file's networks is read, and what becomes of that which stands beside it.</summary>
/// <param name="path">For messages.</param>
/// <param name="tensors">All of the file.</param>
/// <param name="part">Which network the user means; null where that was not said.</param>
internal sealed class NetworkChoice(string path, IReadOnlyList<FlatTensor> tensors, string? part)
{
    private const string Attacker = "attacker";
    private const int MostShown = 5;

    /// <param name="wanted">The architecture that is asked for; null for any of the suite.</param>
    /// <returns>Null where the file has no network of the suite.</returns>
    /// <exception cref="InvalidInputException">The file has several and the user did not say which, or has not the one
    /// that was meant, or has tensors beside it that may be a part of what was trained.</exception>
    public NetworkLayout? Make(Architecture? wanted)
    {
        IReadOnlyList<FoundNetwork> found = wanted is null ? [] : NetworkFinder.Find(tensors, [wanted]);
        if (found.Count == 0 || found[0].Missing > 0)
            found = NetworkFinder.Find(tensors, [.. ModelRegistry.ImageNet, .. ModelRegistry.Small])
                is { Count: > 0 } any
                ? any
                : found;
        if (found.Count == 0 && part is not null)
            throw new InvalidInputException(
                $"{path}: holds no network of the suite, under '{Printable.Name(part)}' or elsewhere"
            );
        return found.Count == 0 ? null : Layout(One(found));
    }

    private FoundNetwork One(IReadOnlyList<FoundNetwork> found)
    {
        if (part is not null)
            return found.FirstOrDefault(f => f.Is(part))
                ?? (found.Where(f => f.IsWithin(part)).ToArray() is [var within] ? within : null)
                ?? throw new InvalidInputException(
                    $"{path}: holds no network under '{Printable.Name(part)}'; it holds {Listed(found)}"
                );
        int least = found.Min(f => f.Others.Count);
        FoundNetwork[] best = [.. found.Where(f => f.Others.Count == least)];
        if (best.Length > 1 && best.Where(f => !IsAttacker(f.Root)).ToArray() is { Length: > 0 } own)
            best = own;
        return best is [var only]
            ? only
            : throw new InvalidInputException(
                $"{path}: holds {best.Length} networks, {Listed(best)}: say which is meant by putting '#' and its "
                    + "place "
                    + $"behind the file's name, for example {path}#{Printable.Name(best[0].Part)}"
            );
    }

    private NetworkLayout Layout(FoundNetwork network)
    {
        HashSet<object> owners = [.. network.Weights.Values.Select(w => w.Owner)];
        HashSet<FlatTensor> own = [.. network.Weights.Values];
        FlatTensor[] beside = [.. tensors.Where(t => owners.Contains(t.Owner) && !own.Contains(t))];
        var normalizers = new NormalizerFinder(path, beside);
        List<string> ignored = [];
        FlatTensor[] twins =
        [
            .. beside.Where(t =>
                !network.Others.Contains(t) && (IsAttacker(t.Path) || own.Any(o => o.Tensor.IsSameAs(t.Tensor)))
            ),
        ];
        if (twins.Length > 0)
            ignored.Add($"{twins.Length} tensors under {Common(twins)} (the network a second time)");
        FlatTensor[] rest =
        [
            .. beside.Where(t => !network.Others.Contains(t) && !twins.Contains(t) && !normalizers.Uses(t)),
        ];
        if (
            part is null
            && network.Missing == 0
            && rest.Where(t => t.Tensor.Count > 1).ToArray() is { Length: > 0 } more
        )
            throw new InvalidInputException(
                $"{path}: beside the network under '{Printable.Name(network.Root)}' it has {more.Length} tensors "
                    + "that are "
                    + $"no part of a {network.Names.Architecture.Name} and may be a part of what was trained ("
                    + $"{Shown(more)}): to read that network alone, name it {path}#{Printable.Name(network.Part)}"
            );
        ignored.AddRange(rest.Take(MostShown).Select(t => $"'{Printable.Name(t.Own)}'"));
        if (rest.Length > MostShown)
            ignored.Add($"{rest.Length - MostShown} more tensors beside the network");

        var weights = new OrderedDictionary<string, StoredTensor>(StringComparer.Ordinal);
        Dictionary<FlatTensor, string> names = network.Weights.ToDictionary(w => w.Value, w => w.Key);
        foreach (FlatTensor tensor in tensors)
        {
            if (names.TryGetValue(tensor, out string? name))
                weights.Add(name, tensor.Tensor);
            else if (network.Others.Contains(tensor) && !normalizers.Uses(tensor))
                weights.TryAdd(tensor.Path[network.Root.Length..].TrimStart('.'), tensor.Tensor);
        }
        return new(
            network.Level.Length == 0 ? null : network.Level,
            network.Prefix,
            weights,
            [
                .. Renamed(network),
                .. network.Skipped.Select(s => $"{s.Value} names, without '{Printable.Name(s.Key)}'"),
            ],
            ignored,
            normalizers.Found
        );
    }

    private static IEnumerable<string> Renamed(FoundNetwork network) =>
        from weight in network.Weights
        let theirs = weight.Value.Path[network.Root.Length..].TrimStart('.')
        where network.Skipped.Count == 0 && theirs != weight.Key
        select $"{Printable.Name(theirs)} to {weight.Key}";

    private static string Listed(IEnumerable<FoundNetwork> networks) =>
        string.Join(
            " and ",
            networks.Take(MostShown).Select(f => $"'{Printable.Name(f.Part)}' ({f.Names.Architecture.Name})")
        );

    private static string Shown(FlatTensor[] some) =>
        string.Join(
            ", ",
            some.Take(MostShown).Select(t => $"{Printable.Name(t.Path)} [{string.Join(", ", t.Tensor.Shape.Take(8))}]")
        ) + (some.Length > MostShown ? ", ..." : "");

    /// <summary>The robustness library's AttackerModel has its network twice.</summary>
    private static bool IsAttacker(string place) => place.Split('.').Contains(Attacker);

    /// <summary>The longest front that all paths share, up to a dot; of an AttackerModel up to its name.</summary>
    private static string Common(FlatTensor[] some)
    {
        string[] parts = some[0].Path.Split('.')[..^1];
        int shared = Enumerable
            .Range(0, parts.Length + 1)
            .Last(n =>
                n == 0 || some.All(t => t.Path.StartsWith(string.Join('.', parts[..n]) + ".", StringComparison.Ordinal))
            );
        int attacker = Array.IndexOf(parts, Attacker);
        return string.Concat(
            parts[..(attacker >= 0 && attacker < shared ? attacker + 1 : shared)].Select(p => p + ".")
        );
    }
}
