namespace RobustRepro.Attacks;

/// <summary>What an attacker may do: change an image by at most <paramref name="Eps"/> in <paramref name="Norm"/>,
/// within the pixel range [0, 1].</summary>
/// <param name="Eps">In pixel values of [0, 1], never in normalised units.</param>
public readonly record struct ThreatModel(Norm Norm, float Eps)
{
    public override string ToString() => $"{Norm} eps {Eps:0.####}";
}
