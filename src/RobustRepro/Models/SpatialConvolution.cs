using TorchSharp.Modules;
using static TorchSharp.torch;

namespace RobustRepro.Models;

/// <summary>A convolution whose kernel extends in both directions of the image.</summary>
/// <param name="Name">As in <c>named_modules()</c> of the network.</param>
/// <param name="Weight">The network's own: filters x input channels x kernel height x kernel width. Not to be
/// disposed.</param>
public sealed record SpatialConvolution(string Name, Tensor Weight)
{
    /// <summary>The spatial convolutions of a network, in the order of its modules: from the input to the output in the
    /// networks here. 1 x 1 convolutions are left out.</summary>
    public static IReadOnlyList<SpatialConvolution> Of(nn.Module network) =>
        [
            .. network
                .named_modules()
                .Select(m => (m.name, Weight: WeightOf(m.module)))
                .Where(c => c.Weight is not null && c.Weight.shape[2] > 1 && c.Weight.shape[3] > 1)
                .Select(c => new SpatialConvolution(c.name, c.Weight!)),
        ];

    private static Tensor? WeightOf(nn.Module module) =>
        module switch
        {
            Conv2d convolution => convolution.weight,
            IConvolutionKernel other => other.Kernel,
            _ => null,
        };
}
