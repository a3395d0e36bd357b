using RobustRepro.Files;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Checkpoints;

/// <summary>Moves weights between a network and named tensors, strictly: TorchSharp's own loader broadcasts shapes and
/// names no key.</summary>
internal static class StateDict
{
    private const int MostProblemsShown = 10;

    /// <summary>Names of a network's weights in PyTorch's order: module by module as they are declared, of each its
    /// parameters, its buffers, then its children.</summary>
    public static IEnumerable<string> Names(nn.Module network)
    {
        foreach ((string name, _) in network.named_parameters(false))
            yield return name;
        foreach ((string name, _) in network.named_buffers(false))
            yield return name;
        foreach ((string child, nn.Module module) in network.named_children())
        {
            foreach (string name in Names(module))
                yield return $"{child}.{name}";
        }
    }

    /// <summary>Copies tensors into the network, converting their dtype; every name and shape must fit.</summary>
    /// <param name="source">Where the tensors come from, for the error message.</param>
    /// <exception cref="InvalidInputException">Something is missing, unexpected or of another shape. The network is
    /// unchanged.</exception>
    public static void Load(nn.Module network, IReadOnlyDictionary<string, Tensor> tensors, string source)
    {
        IReadOnlyList<string> problems = Problems(
            network,
            tensors.ToDictionary(t => t.Key, t => (IReadOnlyList<long>)t.Value.shape),
            []
        );
        if (problems.Count > 0)
            throw new InvalidInputException($"{source}: the weights do not fit the network: {Listed(problems)}");
        Dictionary<string, Tensor> own = network.state_dict();
        using IDisposable off = no_grad();
        foreach ((string name, Tensor given) in tensors)
            own[name].copy_(given);
    }

    /// <summary>Reads the values of a file straight into the network that they fit (<see cref="Problems"/>).</summary>
    /// <exception cref="InvalidInputException">Values are damaged; a part of them is in the network.</exception>
    internal static void Read(nn.Module network, IReadOnlyDictionary<string, StoredTensor> tensors)
    {
        Dictionary<string, Tensor> own = network.state_dict();
        using IDisposable off = no_grad();
        StoredTensors.ReadInto(tensors.Select(t => new TensorTransfer(t.Value, own[t.Key])));
    }

    /// <summary>What keeps tensors of these names and shapes from being a network's weights, in the network's order;
    /// empty where they fit.</summary>
    internal static IReadOnlyList<string> Problems(
        nn.Module network,
        IReadOnlyDictionary<string, IReadOnlyList<long>> shapes,
        IReadOnlyList<string> auxiliary
    )
    {
        Dictionary<string, Tensor> own = network.state_dict();
        string[] absent = [.. auxiliary.Where(a => !shapes.Keys.Any(name => IsUnder(a, name)))];
        var problems = new List<string>();
        foreach (string name in Names(network).Where(n => !absent.Any(a => IsUnder(a, n))))
        {
            if (!shapes.TryGetValue(name, out IReadOnlyList<long>? given))
            {
                // absent before PyTorch 0.4.1; only counts batches
                if (!name.EndsWith("num_batches_tracked", StringComparison.Ordinal))
                    problems.Add($"missing {name}");
            }
            else if (!given.SequenceEqual(own[name].shape))
            {
                problems.Add(
                    $"{name} is [{string.Join(", ", given)}], expected [{string.Join(", ", own[name].shape)}]"
                );
            }
        }
        problems.AddRange(
            shapes
                .Keys.Where(k => !own.ContainsKey(k))
                .Order(StringComparer.Ordinal)
                .Select(k => $"unexpected {Printable.Name(k)}")
        );
        return problems;
    }

    /// <summary>The first few, and how many there are.</summary>
    internal static string Listed(IReadOnlyList<string> problems)
    {
        string more = problems.Count > MostProblemsShown ? $"; and {problems.Count - MostProblemsShown} more" : "";
        return string.Join("; ", problems.Take(MostProblemsShown)) + more;
    }

    private static bool IsUnder(string module, string name) => name.StartsWith(module + ".", StringComparison.Ordinal);

    /// <summary>Refuses weights that are no numbers: a training that diverged writes them, and a network of them
    /// answers all the same.</summary>
    /// <param name="source">The file, as errors name it.</param>
    /// <exception cref="InvalidInputException">A weight is NaN or infinite.</exception>
    public static void RequireFinite(nn.Module network, string source)
    {
        using DisposeScope scope = NewDisposeScope();
        foreach ((string name, Tensor value) in network.state_dict())
        {
            if (value.is_floating_point() && !value.isfinite().all().item<bool>())
                throw new InvalidInputException(
                    $"{source}: '{name}' holds values that are no finite numbers (NaN or infinite); did its training "
                        + "diverge?"
                );
        }
    }
}
