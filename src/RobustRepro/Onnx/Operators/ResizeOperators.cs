using static TorchSharp.torch;

namespace RobustRepro.Onnx.Operators;

/// <summary>Enlarging and shrinking, axis by axis: each new value is a weighted sum of old ones.</summary>
internal static class ResizeOperators
{
    public static IReadOnlyDictionary<string, Operator> All { get; } =
        new Dictionary<string, Operator> { ["Resize"] = Resize, ["Upsample"] = Resize };

    private static Tensor[] Resize(OnnxNode node, Tensor?[] inputs)
    {
        Tensor x = inputs.At(0);
        int rank = (int)x.dim();
        long[] axes = node.Ints("axes") is { } named
            ? Arguments.Axes(named, rank)
            : [.. Enumerable.Range(0, rank).Select(d => (long)d)];
        bool old = node.Type == "Upsample" || node.Opset < 11;
        float[]? scales =
            node.Floats("scales")
            ?? (
                old ? inputs.At(1).Floats()
                : inputs.Maybe(2) is { } s && s.numel() > 0 ? s.Floats()
                : null
            );
        long[]? sizes = old || scales is not null ? null : inputs.At(3).Longs();
        if ((scales?.Length ?? sizes!.Length) != axes.Length)
            throw new InvalidDataException($"its scales or sizes are not of {axes.Length} axes");
        float[] roi = !old && inputs.Maybe(1) is { } r && r.numel() > 0 ? r.Floats() : [];
        double[] factors = Factors(node, x, axes, scales, sizes, out long[] lengths);
        OnnxLimits.Values([.. x.shape.Select((n, d) => axes.Contains(d) ? lengths[Array.IndexOf(axes, d)] : n)]);
        Tensor y = x.alias();
        Tensor? outside = null;
        for (int i = 0; i < axes.Length; i++)
        {
            int axis = (int)axes[i];
            bool crops = roi.Length == 2 * axes.Length;
            var sampling = new ResizeAxis(node, old, x.shape[axis], lengths[i], factors[i])
            {
                RoiStart = crops ? roi[i] : 0,
                RoiEnd = crops ? roi[i + axes.Length] : 1,
            };
            if (sampling.IsIdentity)
                continue;
            y = Along(y, axis, sampling);
            if (sampling.Outside() is { } beyond)
            {
                long[] shape = [.. Enumerable.Repeat(1L, rank)];
                shape[axis] = lengths[i];
                Tensor mask = tensor(beyond).to(x.device).view(shape);
                outside = outside is null ? mask : outside.logical_or(mask);
            }
        }
        if (outside is not null)
            y = where(outside, full_like(y, node.Float("extrapolation_value", 0)), y);
        return [y];
    }

    private static double[] Factors(
        OnnxNode node,
        Tensor x,
        long[] axes,
        float[]? scales,
        long[]? sizes,
        out long[] lengths
    )
    {
        long[] before = [.. axes.Select(a => x.shape[a])];
        double[] factors = scales is not null
            ? [.. scales.Select(s => (double)s)]
            : [.. sizes!.Zip(before, (to, from) => (double)to / Math.Max(from, 1))];
        if (factors.Any(f => !(f is > 0 and < 1e6)))
            throw new InvalidDataException("its scales must lie above 0");
        string policy = node.Text("keep_aspect_ratio_policy", "stretch");
        if (sizes is not null && policy != "stretch")
        {
            double same = policy == "not_larger" ? factors.Min() : factors.Max();
            factors = [.. factors.Select(_ => same)];
            lengths = [.. before.Select(n => (long)Math.Floor(n * same + 0.5))];
        }
        else
            lengths = sizes ?? [.. before.Zip(factors, (n, f) => (long)Math.Floor(n * (double)(float)f))];
        if (lengths.Any(n => n < 0))
            throw new InvalidDataException($"sizes of {OnnxFailure.Shape(lengths)}");
        return factors;
    }

    private static Tensor Along(Tensor x, int axis, ResizeAxis sampling)
    {
        if (sampling.IsNearest)
            return x.index_select(axis, tensor(sampling.Nearest()).to(x.device));
        long length = x.shape[axis],
            count = sampling.Length;
        OnnxLimits.Values([length, count]);
        Tensor weights = tensor(sampling.Weights(), [count, length]).to(x.dtype).to(x.device).t(),
            last = x.movedim([axis], [-1]);
        return last.reshape(-1, length).mm(weights).reshape([.. last.shape[..^1], count]).movedim([-1], [axis]);
    }
}
