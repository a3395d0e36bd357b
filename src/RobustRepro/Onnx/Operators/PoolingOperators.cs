using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace RobustRepro.Onnx.Operators;

/// <summary>Pooling over windows and over whole images.</summary>
internal static class PoolingOperators
{
    public static IReadOnlyDictionary<string, Operator> All { get; } =
        new Dictionary<string, Operator>
        {
            ["MaxPool"] = Max,
            ["AveragePool"] = Average,
            ["LpPool"] = Lp,
            ["GlobalAveragePool"] = ActivationOperators.Of((_, x) => x.mean(Spatial(x), keepdim: true)),
            ["GlobalMaxPool"] = ActivationOperators.Of((_, x) => x.amax(Spatial(x), keepdim: true)),
            ["GlobalLpPool"] = ActivationOperators.Of(
                (n, x) => Root(Power(x, n.Int("p", 2)).sum(Spatial(x), keepdim: true), n.Int("p", 2))
            ),
        };

    private static long[] Spatial(Tensor x) =>
        x.dim() > 2
            ? [.. Enumerable.Range(2, (int)x.dim() - 2).Select(d => (long)d)]
            : throw new InvalidDataException($"pools images, its input is {OnnxFailure.Shape(x.shape)}");

    private static Windows Of(OnnxNode node, Tensor x)
    {
        if (x.dim() is < 3 or > 5)
            throw new InvalidDataException($"pools one to three axes, its input is {OnnxFailure.Shape(x.shape)}");
        return Windows.Of(
            node,
            node.Ints("kernel_shape") ?? throw new InvalidDataException("it has no kernel_shape"),
            x.shape[2..]
        );
    }

    private static long[] Counts(OnnxNode node, Windows windows, Tensor x)
    {
        bool ceil = node.Int("ceil_mode", 0) != 0;
        long[] counts = [.. x.shape.Skip(2).Select((n, axis) => windows.Count(n, axis, ceil))];
        OnnxLimits.Values([x.shape[0], x.shape[1], .. counts]);
        return counts;
    }

    /// <summary>What libtorch's padding takes so that every window is whole.</summary>
    private static long[] Whole(Windows windows, Tensor x, long[] counts)
    {
        long[] beyond = [.. counts.Select((count, axis) => windows.Beyond(x.shape[axis + 2], axis, count))];
        return (windows with { After = [.. windows.After.Zip(beyond, (a, b) => a + b)] }).Pads;
    }

    private static Tensor[] Max(OnnxNode node, Tensor?[] inputs)
    {
        Tensor x = inputs.At(0);
        Windows windows = Of(node, x);
        long[] pads = Whole(windows, x, Counts(node, windows, x));
        bool whole = x.is_integral();
        Tensor values = whole ? x.to(ScalarType.Float32) : x;
        // libtorch pads by at most half a window, and as much behind as in front
        long[] own = windows.Before;
        bool simple =
            windows.IsSymmetric
            && pads.SequenceEqual(windows.Pads)
            && own.Zip(windows.Kernel).All(p => 2 * p.First <= p.Second);
        if (!simple)
        {
            values = F.pad(values, pads, value: double.NegativeInfinity);
            own = new long[own.Length];
        }
        if (node.HasOutput(1))
            return simple && x.dim() == 4
                ? WithPlaces(node, values, windows)
                : throw new InvalidDataException("the places of the largest values are not supported for such windows");
        Tensor y = x.dim() switch
        {
            3 => F.max_pool1d(values, windows.Kernel[0], windows.Strides[0], own[0], windows.Dilations[0]),
            4 => F.max_pool2d(values, windows.Kernel, windows.Strides, own, windows.Dilations),
            _ => F.max_pool3d(values, windows.Kernel, windows.Strides, own, windows.Dilations),
        };
        return [whole ? y.to(x.dtype) : y];
    }

    /// <summary>Besides the largest values their places in the whole input.</summary>
    private static Tensor[] WithPlaces(OnnxNode node, Tensor x, Windows windows)
    {
        (Tensor y, Tensor places) = F.max_pool2d_with_indices(
            x,
            windows.Kernel,
            windows.Strides,
            windows.Before,
            windows.Dilations
        );
        long height = x.shape[2],
            width = x.shape[3];
        if (node.Int("storage_order", 0) == 1)
            places = places.remainder(width) * height + places.div(width, RoundingMode.trunc);
        Tensor planes = arange(x.shape[0] * x.shape[1], dtype: ScalarType.Int64, device: x.device);
        return [y, places + (planes * (height * width)).view(x.shape[0], x.shape[1], 1, 1)];
    }

    private static Tensor[] Average(OnnxNode node, Tensor?[] inputs)
    {
        Tensor x = inputs.At(0);
        Windows windows = Of(node, x);
        long[] counts = Counts(node, windows, x),
            pads = Whole(windows, x, counts);
        bool include = node.Int("count_include_pad", 0) != 0;
        if (
            x.dim() == 4
            && windows.IsSymmetric
            && !windows.IsDilated
            && pads.SequenceEqual(windows.Pads)
            && windows.Before.Zip(windows.Kernel).All(p => 2 * p.First <= p.Second)
        )
            return [F.avg_pool2d(x, windows.Kernel, windows.Strides, windows.Before, count_include_pad: include)];
        // sums, divided by how many of the values under the window count
        Tensor counted = ones([1, 1, .. x.shape[2..]], x.dtype, x.device);
        if (include)
            counted = F.pad(counted, windows.Pads, value: 1);
        long[] beyond = include ? [.. pads.Zip(windows.Pads, (all, own) => all - own)] : pads;
        return [Sums(windows, F.pad(x, pads)) / Sums(windows, F.pad(counted, beyond))];
    }

    private static Tensor[] Lp(OnnxNode node, Tensor?[] inputs)
    {
        Tensor x = inputs.At(0);
        Windows windows = Of(node, x);
        long p = node.Int("p", 2);
        return [Root(Sums(windows, F.pad(Power(x, p), Whole(windows, x, Counts(node, windows, x)))), p)];
    }

    private static Tensor Power(Tensor x, long p) => p == 2 ? x * x : x.abs().pow(p);

    private static Tensor Root(Tensor x, long p) => p == 2 ? x.sqrt() : x.pow(1.0 / p);

    /// <summary>The sum under each window: a convolution of each channel with ones.</summary>
    private static Tensor Sums(Windows windows, Tensor x)
    {
        Tensor planes = x.reshape([x.shape[0] * x.shape[1], 1, .. x.shape[2..]]),
            kernel = ones([1, 1, .. windows.Kernel], x.dtype, x.device),
            sums = ConvolutionOperators.Plain(
                planes,
                kernel,
                null,
                windows.Strides,
                new long[windows.Kernel.Length],
                windows.Dilations,
                1
            );
        return sums.reshape([x.shape[0], x.shape[1], .. sums.shape[2..]]);
    }
}
