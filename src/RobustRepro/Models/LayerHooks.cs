using static TorchSharp.torch;

namespace RobustRepro.Models;

/// <summary>
/// A function that sees, and may replace, the outputs of named layers of a network, until disposed. A layer that a
/// forward pass leaves out or runs twice is an error: whoever asked for it would otherwise get nothing, or not know
/// what.
/// </summary>
internal sealed class LayerHooks : IDisposable
{
    private readonly List<Action> removals = [];
    private readonly HashSet<string> seen = [];

    /// <param name="layers">Names as in <c>named_modules()</c> of the network inside the model, such as
    /// <c>features.1</c>; repeated ones count once.</param>
    /// <param name="onOutput">From name and output to the output that the rest of the network gets; runs inside the
    /// network's dispose scopes.</param>
    /// <exception cref="InvalidInputException">The network has no such layer; the message lists those it
    /// has.</exception>
    public LayerHooks(NormalizedModel model, IReadOnlyList<string> layers, Func<string, Tensor, Tensor> onOutput)
    {
        string[] names = [.. layers.Distinct()];
        // all are found before the first hook is set, so that an unknown name leaves none behind
        nn.Module<Tensor, Tensor>[] modules = Find(model, names);
        foreach ((string name, nn.Module<Tensor, Tensor> module) in names.Zip(modules))
        {
            removals.Add(
                module
                    .register_forward_hook(
                        (_, _, output) =>
                        {
                            if (!seen.Add(name))
                                throw new InvalidInputException(
                                    $"layer '{name}' runs more than once in a forward pass, so that its "
                                        + $"output is not one thing; name the block around it"
                                );
                            return onOutput(name, output);
                        }
                    )
                    .remove
            );
        }
        removals.Add(
            model
                .register_forward_hook(
                    (_, _, output) =>
                    {
                        if (names.FirstOrDefault(n => !seen.Contains(n)) is { } left)
                            throw new InvalidInputException(
                                $"layer '{left}' is not called by itself in evaluation mode, where a "
                                    + $"convolution and the batch norm after it are computed as one; name the "
                                    + $"block around both"
                            );
                        seen.Clear();
                        return output;
                    }
                )
                .remove
        );
    }

    public void Dispose() => removals.ForEach(remove => remove());

    private static nn.Module<Tensor, Tensor>[] Find(NormalizedModel model, string[] names)
    {
        Dictionary<string, nn.Module<Tensor, Tensor>> known = model
            .Network.named_modules()
            .Where(m => m.name.Length > 0 && m.module is nn.Module<Tensor, Tensor>)
            .ToDictionary(m => m.name, m => (nn.Module<Tensor, Tensor>)m.module);
        string[] unknown = [.. names.Where(n => !known.ContainsKey(n))];
        if (unknown.Length > 0)
            throw InvalidInputException.Unknown("layer", string.Join("', '", unknown), known.Keys);
        return [.. names.Select(n => known[n])];
    }
}
