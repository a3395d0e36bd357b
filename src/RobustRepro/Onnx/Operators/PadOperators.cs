using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace RobustRepro.Onnx.Operators;

/// <summary>Padding in every mode.</summary>
internal static class PadOperators
{
    public static IReadOnlyDictionary<string, Operator> All { get; } =
        new Dictionary<string, Operator> { ["Pad"] = Pad };

    private static Tensor[] Pad(OnnxNode node, Tensor?[] inputs)
    {
        Tensor x = inputs.At(0);
        long[] given = node.Ints("pads") ?? inputs.At(1).Longs(),
            axes = inputs.Maybe(3) is { } named
                ? Arguments.Axes(named.Longs(), x.dim())
                : [.. Enumerable.Range(0, (int)x.dim()).Select(d => (long)d)];
        if (given.Length != 2 * axes.Length)
            throw new InvalidDataException($"{given.Length} pads for {axes.Length} axes");
        long[] before = new long[x.dim()],
            after = new long[x.dim()];
        for (int i = 0; i < axes.Length; i++)
            (before[axes[i]], after[axes[i]]) = (given[i], given[i + axes.Length]);
        if (given.Any(p => Math.Abs(Math.Max(p, -OnnxLimits.MostValues)) >= OnnxLimits.MostValues))
            throw new InvalidDataException($"pads of {OnnxFailure.Shape(given)}");
        OnnxLimits.Values([.. x.shape.Select((n, d) => n + before[d] + after[d])]);
        string mode = node.Text("mode", "constant");
        if (mode == "constant")
        {
            double value = node.Has("value") ? node.Float("value", 0) : inputs.Maybe(2)?.Number() ?? 0;
            long[] pads = [.. Enumerable.Range(1, (int)x.dim()).SelectMany(i => new[] { before[^i], after[^i] })];
            return
            [
                x.dtype == ScalarType.Bool
                    ? F.pad(x.to(ScalarType.Byte), pads, value: value).to(ScalarType.Bool)
                    : F.pad(x, pads, value: value),
            ];
        }
        Tensor y = x.alias();
        for (int d = 0; d < before.Length; d++)
            if (before[d] != 0 || after[d] != 0)
                y = y.index_select(d, Places(x.shape[d], before[d], after[d], mode).to(x.device));
        return [y];
    }

    /// <summary>The places that the padded axis shows.</summary>
    private static Tensor Places(long length, long before, long after, string mode)
    {
        if (length == 0)
            throw new InvalidDataException("an empty axis has nothing to pad with");
        Tensor places = arange(-before, length + after, dtype: ScalarType.Int64);
        switch (mode)
        {
            case "edge":
                return places.clamp(0, length - 1);
            case "wrap":
                return places.remainder(length);
            case "reflect":
                if (length == 1)
                    return zeros_like(places);
                // there and back again is one period
                Tensor within = places.remainder(2 * (length - 1));
                return within.minimum(2 * (length - 1) - within);
            default:
                throw new InvalidDataException($"its mode is {mode}");
        }
    }
}
