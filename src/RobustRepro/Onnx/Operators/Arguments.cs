using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Onnx.Operators;

/// <summary>What operators ask of their inputs.</summary>
internal static class Arguments
{
    /// <exception cref="InvalidDataException">There is no such input.</exception>
    public static Tensor At(this Tensor?[] inputs, int index) =>
        inputs.Maybe(index) ?? throw new InvalidDataException($"its input {index} is not given");

    /// <summary>An optional input, or null.</summary>
    public static Tensor? Maybe(this Tensor?[] inputs, int index) => index < inputs.Length ? inputs[index] : null;

    /// <summary>Whole numbers, such as a shape.</summary>
    public static long[] Longs(this Tensor tensor)
    {
        if (tensor.numel() > OnnxLimits.MaxListed)
            throw new InvalidDataException($"a list of {tensor.numel()} numbers is too long for a shape or axes");
        using DisposeScope scope = NewDisposeScope();
        return tensor.detach().cpu().to(ScalarType.Int64).reshape(-1).data<long>().ToArray();
    }

    public static float[] Floats(this Tensor tensor)
    {
        if (tensor.numel() > OnnxLimits.MaxListed)
            throw new InvalidDataException($"a list of {tensor.numel()} numbers is too long");
        using DisposeScope scope = NewDisposeScope();
        return tensor.detach().cpu().to(ScalarType.Float32).reshape(-1).data<float>().ToArray();
    }

    public static double Number(this Tensor tensor)
    {
        using DisposeScope scope = NewDisposeScope();
        return tensor.numel() == 1
            ? tensor.detach().cpu().to(ScalarType.Float64).reshape(-1)[0].item<double>()
            : throw new InvalidDataException($"expected one number, got {OnnxFailure.Shape(tensor.shape)}");
    }

    /// <summary>An axis from 0 on.</summary>
    /// <param name="rank">Number of dimensions.</param>
    public static int Axis(long axis, long rank) =>
        axis >= -rank && axis < rank
            ? (int)(axis < 0 ? axis + rank : axis)
            : throw new InvalidDataException($"axis {axis} does not exist among {rank} dimensions");

    public static long[] Axes(IEnumerable<long> axes, long rank)
    {
        long[] found = [.. axes.Select(a => (long)Axis(a, rank))];
        return found.Distinct().Count() == found.Length
            ? found
            : throw new InvalidDataException($"axes {string.Join(", ", found)} name one of them twice");
    }

    /// <summary>Both where the one is that does not lie with the constants, and no larger together than
    /// allowed.</summary>
    public static (Tensor A, Tensor B) Together(Tensor a, Tensor b)
    {
        OnnxLimits.Values(Broadcast(a.shape, b.shape));
        if (a.device_type == b.device_type)
            return (a, b);
        return a.device_type == DeviceType.CPU ? (a.to(b.device), b) : (a, b.to(a.device));
    }

    /// <summary>The shape that two shapes make together.</summary>
    /// <exception cref="InvalidDataException">They do not go together.</exception>
    public static long[] Broadcast(long[] a, long[] b)
    {
        long[] shape = new long[Math.Max(a.Length, b.Length)];
        for (int i = 1; i <= shape.Length; i++)
        {
            long left = i <= a.Length ? a[^i] : 1,
                right = i <= b.Length ? b[^i] : 1;
            if (left != right && left != 1 && right != 1)
                throw new InvalidDataException(
                    $"shapes {OnnxFailure.Shape(a)} and {OnnxFailure.Shape(b)} do not go together"
                );
            shape[^i] = left == 1 ? right : left;
        }
        return shape;
    }
}
