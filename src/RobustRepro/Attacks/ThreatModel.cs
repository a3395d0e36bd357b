using static TorchSharp.torch;

namespace RobustRepro.Attacks;

/// <summary>What an attacker may do: change an image by at most <paramref name="Eps"/> in <paramref name="Norm"/>,
/// within the pixel range [0, 1].</summary>
/// <param name="Eps">In pixel values of [0, 1], never in normalised units.</param>
public readonly record struct ThreatModel(Norm Norm, float Eps)
{
    private const float TinyLength = 1e-12f;

    /// <summary>How long each of N perturbations is in the norm, N values.</summary>
    internal Tensor Lengths(Tensor perturbations)
    {
        using Tensor flat = perturbations.reshape(perturbations.shape[0], -1);
        if (Norm == Norm.L2)
            return flat.norm(1);
        using Tensor sizes = flat.abs();
        return sizes.amax([1]);
    }

    /// <summary>The perturbations, each stretched to length 1 in the norm; one of length 0 stays.</summary>
    internal Tensor Normalized(Tensor perturbations) =>
        perturbations / (Lengths(perturbations).view(-1, 1, 1, 1) + TinyLength);

    /// <summary>The image nearest to each iterate, along the line to its origin (L2) or value by value (Linf), that
    /// the threat model allows.</summary>
    internal Tensor Within(Tensor origins, Tensor iterates)
    {
        Tensor difference = iterates - origins;
        if (Norm == Norm.Linf)
            return (origins + difference.clamp(-Eps, Eps)).clamp(0, 1);
        Tensor lengths = Lengths(difference).view(-1, 1, 1, 1);
        return (origins + difference * (lengths.clamp(max: Eps) / (lengths + TinyLength))).clamp(0, 1);
    }

    public override string ToString() => $"{Norm} eps {Eps:0.####}";
}
