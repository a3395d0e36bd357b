using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Reference;

/// <summary>The inputs that reference values were computed from, made by a hash that any language can repeat (README of
/// the reference folder).</summary>
internal static class HashedInputs
{
    /// <summary>u(i, stream) for i below <paramref name="count"/>, in [-0.5, 0.5).</summary>
    public static double[] U(long count, long stream)
    {
        uint offset = unchecked((uint)(stream * 40503 + ReferenceData.Seed * 97));
        var values = new double[count];
        for (uint i = 0; i < count; i++)
        {
            uint h = unchecked(i * 2654435761u + offset);
            h ^= h >> 15;
            h = unchecked(h * 2246822519u);
            h ^= h >> 13;
            values[i] = h / 4294967296.0 - 0.5;
        }
        return values;
    }

    public static Tensor Image(long count, long channels, long height, long width, long stream) =>
        tensor(
            [.. U(count * channels * height * width, 1000 + stream).Select(u => (float)(u + 0.5))],
            [count, channels, height, width]
        );

    /// <summary>What the entry at a position of a state dict is filled with, or null for integer entries.</summary>
    public static Tensor? Weight(string name, long[] shape, ScalarType type, long position)
    {
        if (!torch.is_floating_point(type))
            return null;
        long count = shape.Aggregate(1L, (a, b) => a * b);
        Func<double, double> value = name switch
        {
            _ when name.EndsWith("running_var", StringComparison.Ordinal) => u => 1 + 0.5 * u,
            _ when name.EndsWith("running_mean", StringComparison.Ordinal)
                    || name.EndsWith("bias", StringComparison.Ordinal) => u => 0.1 * u,
            _ when shape.Length == 1 => u => 1 + 0.5 * u,
            _ => u => u * Math.Sqrt(24.0 / (count / shape[0])),
        };
        return tensor([.. U(count, position).Select(u => (float)value(u))], shape);
    }
}
