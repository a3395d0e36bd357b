namespace RobustRepro.Attacks;

/// <summary>The norm that bounds a perturbation.</summary>
public enum Norm
{
    /// <summary>Euclidean, over all values of an image.</summary>
    L2,

    /// <summary>Largest change of any value.</summary>
    Linf,
}
