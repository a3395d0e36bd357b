using static TorchSharp.torch;

namespace RobustRepro.Onnx.Operators;

/// <summary>Sums, means and extremes over axes.</summary>
internal static class ReductionOperators
{
    public static IReadOnlyDictionary<string, Operator> All { get; } =
        new Dictionary<string, Operator>
        {
            ["ReduceSum"] = Reduce((x, axes) => x.sum(axes, keepdim: true).to(x.dtype)),
            ["ReduceMean"] = Reduce((x, axes) => x.mean(axes, keepdim: true)),
            ["ReduceMax"] = Reduce((x, axes) => Extreme(x, axes, (y, a) => y.amax(a, keepdim: true), largest: true)),
            ["ReduceMin"] = Reduce((x, axes) => Extreme(x, axes, (y, a) => y.amin(a, keepdim: true), largest: false)),
            ["ReduceProd"] = Reduce((x, axes) => axes.Aggregate(x, (y, a) => y.prod(a, keepdim: true)).to(x.dtype)),
            ["ReduceL1"] = Reduce((x, axes) => x.abs().sum(axes, keepdim: true).to(x.dtype)),
            ["ReduceL2"] = Reduce((x, axes) => (x * x).sum(axes, keepdim: true).sqrt()),
            ["ReduceLogSum"] = Reduce((x, axes) => x.sum(axes, keepdim: true).log()),
            ["ReduceLogSumExp"] = Reduce(LogSumExp),
            ["ReduceSumSquare"] = Reduce((x, axes) => (x * x).sum(axes, keepdim: true).to(x.dtype)),
            ["ArgMax"] = (node, inputs) => [Arg(node, inputs.At(0), (x, axis) => x.argmax(axis, keepdim: true))],
            ["ArgMin"] = (node, inputs) => [Arg(node, inputs.At(0), (x, axis) => x.argmin(axis, keepdim: true))],
            ["CumSum"] = (node, inputs) => [CumSum(node, inputs.At(0), inputs.At(1))],
        };

    private static Operator Reduce(Func<Tensor, long[], Tensor> function) =>
        (node, inputs) =>
        {
            Tensor x = inputs.At(0);
            long[]? given = node.Ints("axes") ?? inputs.Maybe(1)?.Longs();
            if (given is null or [] && node.Int("noop_with_empty_axes", 0) != 0)
                return [function(x.unsqueeze(0), [0]).squeeze(0)];
            long[] axes = given is null or []
                ? [.. Enumerable.Range(0, (int)x.dim()).Select(d => (long)d)]
                : Arguments.Axes(given, x.dim());
            if (axes.Length == 0)
                return [function(x.unsqueeze(0), [0]).squeeze(0)];
            Tensor reduced = function(x, axes);
            return
            [
                node.Int("keepdims", 1) != 0
                    ? reduced.alias()
                    : reduced.reshape([.. reduced.shape.Where((_, d) => !axes.Contains(d))]),
            ];
        };

    /// <summary>Less the largest value first, so that nothing overflows.</summary>
    private static Tensor LogSumExp(Tensor x, long[] axes)
    {
        if (axes.Any(a => x.shape[a] == 0))
            return x.exp().sum(axes, keepdim: true).log();
        Tensor largest = x.amax(axes, keepdim: true).detach().nan_to_num(0, 0, 0);
        return (x - largest).exp().sum(axes, keepdim: true).log() + largest;
    }

    /// <summary>The largest of nothing is the smallest number there is.</summary>
    private static Tensor Extreme(Tensor x, long[] axes, Func<Tensor, long[], Tensor> function, bool largest)
    {
        if (axes.All(a => x.shape[a] > 0))
            return x.dtype == ScalarType.Bool
                ? function(x.to(ScalarType.Byte), axes).to(ScalarType.Bool)
                : function(x, axes);
        long[] shape = [.. x.shape.Select((n, d) => axes.Contains(d) ? 1 : n)];
        if (!x.is_floating_point())
            throw new InvalidDataException("the extreme of no whole numbers is not defined");
        return full(shape, largest ? double.NegativeInfinity : double.PositiveInfinity, x.dtype, x.device);
    }

    private static Tensor Arg(OnnxNode node, Tensor x, Func<Tensor, long, Tensor> function)
    {
        long axis = Arguments.Axis(node.Int("axis", 0), x.dim());
        Tensor found =
            node.Int("select_last_index", 0) != 0
                ? x.shape[axis] - 1 - function(x.flip(axis), axis)
                : function(x, axis);
        return node.Int("keepdims", 1) != 0 ? found.alias() : found.squeeze(axis);
    }

    private static Tensor CumSum(OnnxNode node, Tensor x, Tensor where)
    {
        long axis = Arguments.Axis((long)where.Number(), x.dim());
        bool reverse = node.Int("reverse", 0) != 0;
        Tensor y = reverse ? x.flip(axis) : x,
            sum = y.cumsum(axis);
        if (node.Int("exclusive", 0) != 0)
            sum -= y;
        return (reverse ? sum.flip(axis) : sum).to(x.dtype).alias();
    }
}
