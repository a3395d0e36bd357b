using static TorchSharp.torch;

namespace RobustRepro.Onnx.Operators;

/// <summary>Operators that pick values by their place.</summary>
internal static class IndexOperators
{
    public static IReadOnlyDictionary<string, Operator> All { get; } =
        new Dictionary<string, Operator>
        {
            ["Slice"] = Slice,
            ["Gather"] = (node, inputs) => [Gather(node, inputs.At(0), inputs.At(1))],
            ["GatherElements"] = (node, inputs) => [GatherElements(node, inputs.At(0), inputs.At(1))],
            ["OneHot"] = OneHot,
            ["Trilu"] = (node, inputs) =>
                [
                    node.Int("upper", 1) != 0
                        ? inputs.At(0).triu(Diagonal(inputs.Maybe(1)))
                        : inputs.At(0).tril(Diagonal(inputs.Maybe(1))),
                ],
        };

    private static long Diagonal(Tensor? k) =>
        k is null ? 0 : (long)Math.Clamp(k.Number(), -OnnxLimits.MostValues, OnnxLimits.MostValues);

    /// <summary>Since opset 10 the places are inputs.</summary>
    private static Tensor[] Slice(OnnxNode node, Tensor?[] inputs)
    {
        Tensor x = inputs.At(0);
        long[] starts = node.Ints("starts") ?? inputs.At(1).Longs(),
            ends = node.Ints("ends") ?? inputs.At(2).Longs(),
            axes =
                node.Ints("axes")
                ?? inputs.Maybe(3)?.Longs()
                ?? [.. Enumerable.Range(0, starts.Length).Select(d => (long)d)],
            steps = inputs.Maybe(4)?.Longs() ?? [.. Enumerable.Repeat(1L, starts.Length)];
        if (new[] { ends.Length, axes.Length, steps.Length }.Any(n => n != starts.Length))
            throw new InvalidDataException("its starts, ends, axes and steps are not equally many");
        axes = Arguments.Axes(axes, x.dim());
        Tensor y = x.alias();
        for (int i = 0; i < axes.Length; i++)
            y = Sliced(y, axes[i], starts[i], ends[i], steps[i]);
        return [y];
    }

    private static Tensor Sliced(Tensor x, long axis, long start, long end, long step)
    {
        long length = x.shape[axis];
        if (step == 0)
            throw new InvalidDataException("a step of 0 goes nowhere");
        start = start < 0 ? start + length : start;
        end = end < 0 ? Math.Max(end, -length - 1) + length : end;
        if (step > 0)
        {
            start = Math.Clamp(start, 0, length);
            end = Math.Clamp(end, start, length);
            return step > length ? x.narrow(axis, start, Math.Min(1, end - start)) : x.slice(axis, start, end, step);
        }
        start = Math.Clamp(start, -1, length - 1);
        end = Math.Clamp(end, -1, length - 1);
        List<long> places = [];
        for (long at = start; at > end; at += Math.Max(step, -length))
            places.Add(at);
        return x.index_select(axis, tensor(places.ToArray(), dtype: ScalarType.Int64, device: x.device));
    }

    /// <summary>Negative places count from the end.</summary>
    private static Tensor Places(Tensor indices, long length, Device device)
    {
        Tensor places = indices.to(ScalarType.Int64).to(device);
        if (places.numel() > 0 && (places.min().item<long>() < -length || places.max().item<long>() >= length))
            throw new InvalidDataException($"its indices go beyond {length} values");
        return places.remainder(Math.Max(length, 1));
    }

    private static Tensor Gather(OnnxNode node, Tensor x, Tensor indices)
    {
        int axis = Arguments.Axis(node.Int("axis", 0), x.dim());
        long[] shape = [.. x.shape[..axis], .. indices.shape, .. x.shape[(axis + 1)..]];
        OnnxLimits.Values(shape);
        Tensor places = Places(indices, x.shape[axis], x.device).reshape(-1);
        return x.index_select(axis, places).reshape(shape);
    }

    private static Tensor GatherElements(OnnxNode node, Tensor x, Tensor indices)
    {
        int axis = Arguments.Axis(node.Int("axis", 0), x.dim());
        return x.gather(axis, Places(indices, x.shape[axis], x.device));
    }

    private static Tensor[] OneHot(OnnxNode node, Tensor?[] inputs)
    {
        Tensor indices = inputs.At(0),
            values = inputs.At(2);
        double classes = inputs.At(1).Number();
        if (classes is not (>= 1 and <= 1 << 24) || values.numel() != 2)
            throw new InvalidDataException($"{classes} classes with {values.numel()} values");
        long depth = (long)classes;
        int axis = Arguments.Axis(node.Int("axis", -1), indices.dim() + 1);
        OnnxLimits.Values([.. indices.shape, depth]);
        Tensor whole = indices.to(ScalarType.Int64),
            inside = whole.ge(-depth).logical_and(whole.lt(depth)).unsqueeze(-1),
            hot = whole
                .remainder(depth)
                .unsqueeze(-1)
                .eq(arange(depth, dtype: ScalarType.Int64, device: indices.device))
                .logical_and(inside);
        Tensor two = values.reshape(-1);
        return [where(hot, two[1], two[0]).movedim([-1], [axis])];
    }
}
