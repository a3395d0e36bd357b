using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Onnx.Operators;

/// <summary>Operators that put values into other shapes.</summary>
internal static class ShapeOperators
{
    public static IReadOnlyDictionary<string, Operator> All { get; } =
        new Dictionary<string, Operator>
        {
            ["Identity"] = ActivationOperators.Of((_, x) => x.alias()),
            ["Dropout"] = Dropout,
            ["Reshape"] = (node, inputs) => [Reshape(node, inputs.At(0), inputs.At(1).Longs())],
            ["Flatten"] = ActivationOperators.Of(Flatten),
            ["Transpose"] = ActivationOperators.Of(Transpose),
            ["Squeeze"] = (node, inputs) => [Squeeze(inputs.At(0), node.Ints("axes") ?? inputs.Maybe(1)?.Longs())],
            ["Unsqueeze"] = (node, inputs) => [Unsqueeze(inputs.At(0), node.Ints("axes") ?? inputs.At(1).Longs())],
            ["Expand"] = (_, inputs) => [Expand(inputs.At(0), inputs.At(1).Longs())],
            ["Tile"] = (_, inputs) => [Tile(inputs.At(0), inputs.At(1).Longs())],
            ["Concat"] = Concat,
            ["Split"] = Split,
            ["Shape"] = ActivationOperators.Of(Shape),
            ["Size"] = ActivationOperators.Of((_, x) => tensor(x.numel(), dtype: ScalarType.Int64)),
            ["DepthToSpace"] = ActivationOperators.Of(DepthToSpace),
            ["SpaceToDepth"] = ActivationOperators.Of(SpaceToDepth),
        };

    private static Tensor[] Dropout(OnnxNode node, Tensor?[] inputs)
    {
        if (inputs.Maybe(2) is { } training && training.Number() != 0)
            throw new InvalidDataException("it is in training mode: export the network in evaluation mode");
        Tensor x = inputs.At(0);
        return node.HasOutput(1) ? [x.alias(), ones_like(x).to(ScalarType.Bool)] : [x.alias()];
    }

    private static Tensor Reshape(OnnxNode node, Tensor x, long[] target)
    {
        long[] shape = [.. target];
        for (int i = 0; i < shape.Length && node.Int("allowzero", 0) == 0; i++)
            if (shape[i] == 0)
                shape[i] =
                    i < x.dim()
                        ? x.shape[i]
                        : throw new InvalidDataException($"its shape copies dimension {i} of none");
        OnnxLimits.Values(shape.Where(n => n != -1));
        return x.reshape(shape).alias();
    }

    private static Tensor Flatten(OnnxNode node, Tensor x)
    {
        long axis = node.Int("axis", 1);
        int at = axis == x.dim() ? (int)axis : Arguments.Axis(axis, x.dim());
        long rows = x.shape[..at].Aggregate(1L, (a, b) => a * b),
            columns = x.shape[at..].Aggregate(1L, (a, b) => a * b);
        return x.reshape(rows, columns).alias();
    }

    private static Tensor Transpose(OnnxNode node, Tensor x)
    {
        long[] order = node.Ints("perm") ?? [.. Enumerable.Range(0, (int)x.dim()).Reverse().Select(d => (long)d)];
        return order.Order().SequenceEqual(Enumerable.Range(0, (int)x.dim()).Select(d => (long)d))
            ? x.permute(order)
            : throw new InvalidDataException(
                $"its perm {OnnxFailure.Shape(order)} is no order of {x.dim()} dimensions"
            );
    }

    private static Tensor Squeeze(Tensor x, long[]? axes)
    {
        if (axes is not null)
        {
            axes = Arguments.Axes(axes, x.dim());
            if (axes.Any(a => x.shape[a] != 1))
                throw new InvalidDataException(
                    $"a shape of {OnnxFailure.Shape(x.shape)} has more than one value there"
                );
        }
        long[] shape = [.. x.shape.Where((n, d) => axes is null ? n != 1 : !axes.Contains(d))];
        return x.reshape(shape).alias();
    }

    private static Tensor Unsqueeze(Tensor x, long[] axes)
    {
        long rank = x.dim() + axes.Length;
        long[] found = Arguments.Axes(axes, rank);
        var own = new Queue<long>(x.shape);
        return x.reshape([.. Enumerable.Range(0, (int)rank).Select(d => found.Contains(d) ? 1 : own.Dequeue())])
            .alias();
    }

    private static Tensor Expand(Tensor x, long[] shape)
    {
        OnnxLimits.Values(shape);
        long[] both = Arguments.Broadcast(x.shape, shape);
        OnnxLimits.Values(both);
        return x.expand(both);
    }

    private static Tensor Tile(Tensor x, long[] times)
    {
        if (times.Length != x.dim() || times.Any(n => n is < 0 or > OnnxLimits.MostValues))
            throw new InvalidDataException($"repeats {OnnxFailure.Shape(times)} of {OnnxFailure.Shape(x.shape)}");
        OnnxLimits.Values([.. x.shape.Concat(times).Where(n => n > 0)]);
        return x.repeat(times);
    }

    private static Tensor[] Concat(OnnxNode node, Tensor?[] inputs)
    {
        Tensor first = inputs.At(0);
        int axis = Arguments.Axis(node.Int("axis", 1), first.dim());
        Tensor? elsewhere = inputs.FirstOrDefault(i => i is not null && i.device_type != DeviceType.CPU);
        return
        [
            cat(
                    [.. inputs.Select((_, i) => elsewhere is null ? inputs.At(i) : inputs.At(i).to(elsewhere.device))],
                    axis
                )
                .alias(),
        ];
    }

    private static Tensor[] Split(OnnxNode node, Tensor?[] inputs)
    {
        Tensor x = inputs.At(0);
        int axis = Arguments.Axis(node.Int("axis", 0), x.dim());
        long length = x.shape[axis];
        long parts = node.Int("num_outputs", node.Outputs.Count);
        if (parts < 1 || parts > OnnxLimits.MaxListed)
            throw new InvalidDataException($"splits into {parts} parts");
        long each = (length + parts - 1) / parts;
        long[] sizes =
            node.Ints("split")
            ?? inputs.Maybe(1)?.Longs()
            ?? [.. Enumerable.Range(0, (int)parts).Select(i => Math.Max(0, Math.Min(each, length - i * each)))];
        if (sizes.Sum() != length || sizes.Any(s => s < 0) || sizes.Length != node.Outputs.Count)
            throw new InvalidDataException($"splits {length} values into {OnnxFailure.Shape(sizes)}");
        long start = 0;
        return [.. sizes.Select(size => x.narrow(axis, (start += size) - size, size))];
    }

    private static Tensor Shape(OnnxNode node, Tensor x)
    {
        int rank = (int)x.dim();
        int start = Clamped(node.Int("start", 0)),
            end = Clamped(node.Int("end", rank));
        return tensor(start < end ? x.shape[start..end] : [], dtype: ScalarType.Int64);

        int Clamped(long at) => (int)Math.Clamp(at < 0 ? at + rank : at, 0, rank);
    }

    private static Tensor DepthToSpace(OnnxNode node, Tensor x)
    {
        (long n, long c, long h, long w, long b) = Blocks(node, x);
        if (c % (b * b) != 0)
            throw new InvalidDataException($"{c} channels do not divide into blocks of {b} x {b}");
        return (
            node.Text("mode", "DCR") == "CRD"
                ? x.reshape(n, c / (b * b), b, b, h, w).permute(0, 1, 4, 2, 5, 3)
                : x.reshape(n, b, b, c / (b * b), h, w).permute(0, 3, 4, 1, 5, 2)
        ).reshape(n, c / (b * b), h * b, w * b);
    }

    private static Tensor SpaceToDepth(OnnxNode node, Tensor x)
    {
        (long n, long c, long h, long w, long b) = Blocks(node, x);
        if (h % b != 0 || w % b != 0)
            throw new InvalidDataException($"an image of {h} x {w} does not divide into blocks of {b} x {b}");
        return x.reshape(n, c, h / b, b, w / b, b).permute(0, 3, 5, 1, 2, 4).reshape(n, c * b * b, h / b, w / b);
    }

    private static (long N, long C, long H, long W, long Block) Blocks(OnnxNode node, Tensor x)
    {
        long block = node.Int("blocksize", 1);
        return x.dim() == 4 && block is >= 1 and <= 4096
            ? (x.shape[0], x.shape[1], x.shape[2], x.shape[3], block)
            : throw new InvalidDataException($"blocks of {block} in an input of {OnnxFailure.Shape(x.shape)}");
    }
}
