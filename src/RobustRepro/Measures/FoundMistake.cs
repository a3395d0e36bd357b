namespace RobustRepro.Measures;

/// <summary>What an attack found out about one image.</summary>
/// <param name="Norm">Length of the perturbation that a network was first wrong under, in the attack's norm;
/// <see cref="float.PositiveInfinity"/> where it withstood.</param>
/// <param name="Answer">What the network said then; the image's label where it withstood.</param>
internal readonly record struct FoundMistake(float Norm, int Answer)
{
    /// <summary>Norms are sums in float32: a perturbation that was projected to a ball may measure a little more than
    /// its radius.</summary>
    private const float Rounding = 1e-4f;

    public static FoundMistake None(int label) => new(float.PositiveInfinity, label);

    /// <summary>Whether the mistake shows that the network is wrong within this eps.</summary>
    public bool Within(float eps) => Norm <= eps * (1 + Rounding);
}
