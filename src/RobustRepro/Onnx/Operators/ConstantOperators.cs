using static TorchSharp.torch;

namespace RobustRepro.Onnx.Operators;

/// <summary>Operators that make values out of settings and shapes.</summary>
internal static class ConstantOperators
{
    public static IReadOnlyDictionary<string, Operator> All { get; } =
        new Dictionary<string, Operator>
        {
            ["Constant"] = Constant,
            ["ConstantOfShape"] = OfShape,
            ["Range"] = Range,
            ["EyeLike"] = (node, inputs) => [Eye(node, inputs.At(0))],
        };

    private static Tensor[] Constant(OnnxNode node, Tensor?[] inputs)
    {
        if (node.Value("value") is { } value)
            return [value.clone()];
        if (node.Has("value_float"))
            return [tensor((float)node.Float("value_float", 0))];
        if (node.Has("value_int"))
            return [tensor(node.Int("value_int", 0))];
        if (node.Floats("value_floats") is { } floats)
            return [tensor(floats)];
        return node.Ints("value_ints") is { } ints
            ? [tensor(ints)]
            : throw new InvalidDataException("its value is a text or sparse, which is not supported");
    }

    private static Tensor[] OfShape(OnnxNode node, Tensor?[] inputs)
    {
        long[] shape = inputs.At(0).Longs();
        OnnxLimits.Values(shape);
        using Tensor value = node.Value("value")?.reshape(-1) ?? zeros(1);
        // one value seen from everywhere: it takes no memory until somebody computes with it
        return value.numel() == 1
            ? [value.clone().expand(shape)]
            : throw new InvalidDataException($"its value has {value.numel()} numbers, expected one");
    }

    private static Tensor[] Range(OnnxNode node, Tensor?[] inputs)
    {
        Tensor first = inputs.At(0);
        double start = first.Number(),
            limit = inputs.At(1).Number(),
            step = inputs.At(2).Number(),
            count = Math.Max(0, Math.Ceiling((limit - start) / step));
        if (!(count <= OnnxLimits.MostValues))
            throw new InvalidDataException($"from {start} to {limit} by {step} are too many steps");
        return [(arange((long)count, dtype: ScalarType.Float64) * step + start).to(first.dtype)];
    }

    private static Tensor Eye(OnnxNode node, Tensor x)
    {
        if (x.dim() != 2)
            throw new InvalidDataException($"expected a matrix, got {OnnxFailure.Shape(x.shape)}");
        ScalarType type = node.Has("dtype")
            ? OnnxTensors.TypeOf((Proto.TensorProto.Types.DataType)node.Int("dtype", 1))
            : x.dtype;
        Tensor rows = arange(x.shape[0], dtype: ScalarType.Int64).unsqueeze(1),
            columns = arange(x.shape[1], dtype: ScalarType.Int64).unsqueeze(0);
        return (rows + node.Int("k", 0)).eq(columns).to(type);
    }
}
