using static TorchSharp.torch;

namespace RobustRepro.Attacks;

/// <summary>What an attacker may do: change an image by at most <paramref name="Eps"/> in <paramref name="Norm"/>,
/// within the pixel range [0, 1].</summary>
/// <param name="Eps">In pixel values of [0, 1], never in normalised units.</param>
public readonly record struct ThreatModel(Norm Norm, float Eps)
{
    /// <summary>How long each of N perturbations is in the norm, N values.</summary>
    internal Tensor Lengths(Tensor perturbations)
    {
        using Tensor flat = perturbations.reshape(perturbations.shape[0], -1);
        if (Norm == Norm.L2)
            return flat.norm(1);
        using Tensor sizes = flat.abs();
        return sizes.amax([1]);
    }

    public override string ToString() => $"{Norm} eps {Eps:0.####}";
}
