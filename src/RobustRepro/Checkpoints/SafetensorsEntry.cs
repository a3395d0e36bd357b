using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Checkpoints;

/// <summary>A line of a safetensors header.</summary>
internal sealed record SafetensorsEntry(string Name, ScalarType Type, IReadOnlyList<long> Shape)
{
    /// <summary>Where its values begin, in bytes from the end of the header.</summary>
    public long Begin { get; init; }

    /// <exception cref="OverflowException">It claims more than any memory.</exception>
    public long Count => Shape.Aggregate(1L, (product, size) => checked(product * size));

    public long ByteCount => checked(Count * Type.ElementSize());
}
