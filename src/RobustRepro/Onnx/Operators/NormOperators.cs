using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace RobustRepro.Onnx.Operators;

/// <summary>Normalisation inside of a network.</summary>
internal static class NormOperators
{
    public static IReadOnlyDictionary<string, Operator> All { get; } =
        new Dictionary<string, Operator>
        {
            ["BatchNormalization"] = Batch,
            ["InstanceNormalization"] = (n, i) =>
                [Affine(Standardised(i.At(0), Spatial(i.At(0)), n.Float("epsilon", 1e-5)), i.At(1), i.At(2))],
            ["LayerNormalization"] = Layer,
            ["GroupNormalization"] = Group,
            ["RMSNormalization"] = Rms,
            ["LRN"] = LocalResponse,
            ["LpNormalization"] = Lp,
            ["MeanVarianceNormalization"] = MeanVariance,
        };

    private static long[] Spatial(Tensor x) => [.. Enumerable.Range(2, (int)x.dim() - 2).Select(d => (long)d)];

    private static Tensor[] Batch(OnnxNode node, Tensor?[] inputs)
    {
        if (node.Int("training_mode", 0) != 0 || node.HasOutput(1))
            throw new InvalidDataException("it is in training mode: export the network in evaluation mode");
        Tensor x = inputs.At(0);
        long channels = x.dim() > 1 ? x.shape[1] : 1;
        for (int i = 1; i <= 4; i++)
            if (inputs.At(i).numel() != channels)
                throw new InvalidDataException(
                    $"its input {i} has {inputs.At(i).numel()} values for {channels} channels"
                );
        return
        [
            F.batch_norm(
                x,
                inputs.At(3).to(x.dtype),
                inputs.At(4).to(x.dtype),
                inputs.At(1).to(x.dtype),
                inputs.At(2).to(x.dtype),
                training: false,
                eps: node.Float("epsilon", 1e-5)
            ),
        ];
    }

    private static Tensor Standardised(Tensor x, long[] axes, double eps)
    {
        Tensor centred = x - x.mean(axes, keepdim: true);
        return centred * ((centred * centred).mean(axes, keepdim: true) + eps).rsqrt();
    }

    /// <summary>Scale and shift per channel.</summary>
    private static Tensor Affine(Tensor x, Tensor scale, Tensor shift)
    {
        long[] shape = [.. Enumerable.Repeat(1L, (int)x.dim())];
        shape[1] = x.shape[1];
        return x * scale.view(shape) + shift.view(shape);
    }

    private static Tensor[] Layer(OnnxNode node, Tensor?[] inputs)
    {
        Tensor x = inputs.At(0);
        int axis = Arguments.Axis(node.Int("axis", -1), x.dim());
        double eps = node.Float("epsilon", 1e-5);
        long[] axes = [.. Enumerable.Range(axis, (int)x.dim() - axis).Select(d => (long)d)];
        Tensor mean = x.mean(axes, keepdim: true),
            centred = x - mean,
            inverse = ((centred * centred).mean(axes, keepdim: true) + eps).rsqrt(),
            y = centred * inverse * inputs.At(1);
        if (inputs.Maybe(2) is { } shift)
            y += shift;
        return [.. new[] { y, mean, inverse }.Take(node.Outputs.Count)];
    }

    /// <summary>Before opset 21 there is a scale per group, from then on one per channel.</summary>
    private static Tensor[] Group(OnnxNode node, Tensor?[] inputs)
    {
        Tensor x = inputs.At(0),
            scale = inputs.At(1),
            shift = inputs.At(2);
        long groups = node.Int("num_groups", 1),
            channels = x.shape[1];
        if (groups < 1 || channels % groups != 0)
            throw new InvalidDataException($"{channels} channels do not divide into {groups} groups");
        if (scale.numel() == groups && groups != channels)
        {
            scale = scale.repeat_interleave(channels / groups);
            shift = shift.repeat_interleave(channels / groups);
        }
        Tensor grouped = x.reshape(x.shape[0], groups, -1);
        return [Affine(Standardised(grouped, [2], node.Float("epsilon", 1e-5)).reshape(x.shape), scale, shift)];
    }

    private static Tensor[] Rms(OnnxNode node, Tensor?[] inputs)
    {
        Tensor x = inputs.At(0);
        int axis = Arguments.Axis(node.Int("axis", -1), x.dim());
        long[] axes = [.. Enumerable.Range(axis, (int)x.dim() - axis).Select(d => (long)d)];
        return [x * ((x * x).mean(axes, keepdim: true) + node.Float("epsilon", 1e-5)).rsqrt() * inputs.At(1)];
    }

    /// <summary>Over neighbouring channels; libtorch's own takes other neighbours where the size is even.</summary>
    private static Tensor[] LocalResponse(OnnxNode node, Tensor?[] inputs)
    {
        Tensor x = inputs.At(0);
        long size = node.Int("size", 1),
            channels = x.shape[1];
        if (size < 1 || size > 2 * channels + 1)
            throw new InvalidDataException($"a size of {size} among {channels} channels");
        long before = (size - 1) / 2;
        long[] pads = new long[2 * ((int)x.dim() - 1)];
        (pads[^2], pads[^1]) = (before, size - 1 - before);
        Tensor squares = F.pad(x * x, pads),
            sum = squares.narrow(1, 0, channels);
        for (long i = 1; i < size; i++)
            sum += squares.narrow(1, i, channels);
        return [x / (sum * (node.Float("alpha", 1e-4) / size) + node.Float("bias", 1)).pow(node.Float("beta", 0.75))];
    }

    private static Tensor[] Lp(OnnxNode node, Tensor?[] inputs)
    {
        Tensor x = inputs.At(0);
        long axis = Arguments.Axis(node.Int("axis", -1), x.dim());
        Tensor norm =
            node.Int("p", 2) == 1 ? x.abs().sum([axis], keepdim: true) : (x * x).sum([axis], keepdim: true).sqrt();
        return [x / where(norm.eq(0), ones_like(norm), norm)];
    }

    private static Tensor[] MeanVariance(OnnxNode node, Tensor?[] inputs)
    {
        Tensor x = inputs.At(0);
        long[] axes = Arguments.Axes(node.Ints("axes") ?? [0, 2, 3], x.dim());
        Tensor centred = x - x.mean(axes, keepdim: true);
        return [centred / ((centred * centred).mean(axes, keepdim: true).sqrt() + 1e-9)];
    }
}
