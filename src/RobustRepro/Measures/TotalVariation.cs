using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Measures;

/// <summary>
/// Anisotropic total variation as in the paper's code (tv_obs.py): the sum of the absolute differences of neighbours
/// along rows and along columns. A sum, not a mean, and proportional to the values: the scale-free variants divide by
/// their magnitude.
/// </summary>
internal static class TotalVariation
{
    /// <param name="maps">float, N x C x H x W.</param>
    /// <returns>N x C, in units of the maps' values.</returns>
    public static Tensor OfMaps(Tensor maps)
    {
        if (maps.dim() != 4)
            throw new ArgumentException(
                $"total variation is that of N x C x H x W maps, not of {string.Join("x", maps.shape)}",
                nameof(maps)
            );
        using DisposeScope scope = NewDisposeScope();
        Tensor vertical = maps.diff(dim: 2).abs_().sum([2, 3]);
        Tensor horizontal = maps.diff(dim: 3).abs_().sum([2, 3]);
        return vertical.add_(horizontal).MoveToOuterDisposeScope();
    }
}
