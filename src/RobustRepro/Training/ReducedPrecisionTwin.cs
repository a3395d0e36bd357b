using RobustRepro.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Training;

/// <summary>
/// A copy of the network in bfloat16 for the attack's passes. The search for a perturbation tolerates rounding, and
/// processors with bfloat16 instructions do it in half the time; the update and everything that is reported stay in
/// float32.
/// </summary>
internal sealed class ReducedPrecisionTwin : nn.Module<Tensor, Tensor>
{
    private readonly NormalizedModel twin;
    private readonly (Tensor Target, Tensor Source)[] pairs;

    /// <param name="original">Its weights are copied at every <see cref="Refresh"/>.</param>
    /// <param name="twin">A network of the same architecture; converted here.</param>
    public ReducedPrecisionTwin(NormalizedModel original, NormalizedModel twin)
        : base(nameof(ReducedPrecisionTwin))
    {
        this.twin = twin;
        twin.to(ScalarType.BFloat16);
        twin.eval();
        Dictionary<string, Tensor> source = original.Network.state_dict();
        pairs = [.. twin.Network.state_dict().Select(p => (p.Value, source[p.Key]))];
        foreach (TorchSharp.Modules.Parameter parameter in twin.parameters())
            parameter.requires_grad = false;
        RegisterComponents();
    }

    /// <summary>Takes over the original's current weights and statistics.</summary>
    public void Refresh()
    {
        using IDisposable off = no_grad();
        foreach ((Tensor target, Tensor source) in pairs)
            target.copy_(source);
    }

    public override Tensor forward(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        return twin.call(input.to(ScalarType.BFloat16)).to(ScalarType.Float32).MoveToOuterDisposeScope();
    }
}
