using RobustRepro.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Measures;

/// <summary>How rough the filters of a convolution are.</summary>
/// <param name="Layer">Name of the convolution.</param>
/// <param name="Raw">Total variation per filter, summed over its input channels: for the first layer, over the planes
/// of red, green and blue.</param>
/// <param name="ScaleFree">The same divided by the filter's L1 norm; NaN for a filter of zeros, which has no shape to
/// be smooth.</param>
public sealed record FilterVariation(string Layer, double[] Raw, double[] ScaleFree)
{
    /// <summary>The variation of every spatial convolution of a network, from the input to the output; the first is the
    /// layer whose filters the paper shows.</summary>
    public static IReadOnlyList<FilterVariation> Of(NormalizedModel model) =>
        [.. SpatialConvolution.Of(model.Network).Select(Of)];

    public static FilterVariation Of(SpatialConvolution convolution)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable off = no_grad();
        Tensor weight = convolution.Weight.to(float64).cpu();
        double[] raw = TotalVariation.OfMaps(weight).sum(1).data<double>().ToArray();
        double[] norm = weight.abs().sum([1, 2, 3]).data<double>().ToArray();
        return new(convolution.Name, raw, [.. raw.Zip(norm, (tv, l1) => l1 > 0 ? tv / l1 : double.NaN)]);
    }
}
