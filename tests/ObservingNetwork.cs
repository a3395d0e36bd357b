using static TorchSharp.torch;

namespace RobustRepro.Tests;

/// <summary>A network made of one function, to see or to break what its caller does.</summary>
internal sealed class ObservingNetwork(Func<ObservingNetwork, Tensor, Tensor> function)
    : nn.Module<Tensor, Tensor>(nameof(ObservingNetwork))
{
    public override Tensor forward(Tensor input) => function(this, input);
}
