using static TorchSharp.torch;

namespace RobustRepro.Checkpoints;

/// <summary>Moves weights between a network and named tensors, strictly: TorchSharp's own loader broadcasts shapes and names no key.</summary>
public static class StateDict
{
    private const int MostProblemsShown = 10;

    /// <summary>Copies tensors into the network, converting their dtype; every name and shape must fit.</summary>
    /// <param name="source">Where the tensors come from, for the error message.</param>
    /// <exception cref="InvalidInputException">Something is missing, unexpected or of another shape. The network is unchanged.</exception>
    public static void Load(nn.Module network, IReadOnlyDictionary<string, Tensor> tensors, string source)
    {
        Dictionary<string, Tensor> own = network.state_dict();
        var problems = new List<string>();
        foreach ((string name, Tensor target) in own.OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            if (!tensors.TryGetValue(name, out Tensor? given))
            {
                // absent before PyTorch 0.4.1; only counts batches
                if (!name.EndsWith("num_batches_tracked", StringComparison.Ordinal))
                    problems.Add($"missing {name}");
            }
            else if (!given.shape.SequenceEqual(target.shape))
            {
                problems.Add($"{name} is [{string.Join(", ", given.shape)}], expected [{string.Join(", ", target.shape)}]");
            }
        }
        problems.AddRange(tensors.Keys.Where(k => !own.ContainsKey(k)).Order(StringComparer.Ordinal).Select(k => $"unexpected {k}"));
        if (problems.Count > 0)
        {
            string more = problems.Count > MostProblemsShown ? $"; and {problems.Count - MostProblemsShown} more" : "";
            throw new InvalidInputException($"{source}: the weights do not fit the network: {string.Join("; ", problems.Take(MostProblemsShown))}{more}");
        }
        using IDisposable off = no_grad();
        foreach ((string name, Tensor given) in tensors)
            own[name].copy_(given);
    }
}
