namespace RobustRepro.Models;

/// <summary>The floating point numbers that a network computes with; what goes in and comes out is float32 in any
/// case.</summary>
public enum Precision
{
    Float32,

    /// <summary>Half precision, for GPUs.</summary>
    Float16,

    /// <summary>Half the bits, the range of float32. On CPUs only those with instructions for it are fast.</summary>
    BFloat16,
}
