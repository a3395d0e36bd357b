using RobustRepro.Onnx.Proto;
using static TorchSharp.torch;

namespace RobustRepro.Onnx.Operators;

/// <summary>Arithmetic and comparison, with broadcasting.</summary>
internal static class ArithmeticOperators
{
    public static IReadOnlyDictionary<string, Operator> All { get; } =
        new Dictionary<string, Operator>
        {
            ["Add"] = Binary((_, a, b) => a + b),
            ["Sub"] = Binary((_, a, b) => a - b),
            ["Mul"] = Binary((_, a, b) => a * b),
            ["Div"] = Binary((_, a, b) => a.is_floating_point() ? a / b : Quotient(a, b)),
            ["Pow"] = Binary(
                (_, a, b) => a.is_integral() && b.is_floating_point() ? Whole(a, b) : a.pow(b).to(a.dtype)
            ),
            ["Mod"] = Binary((n, a, b) => n.Int("fmod", 0) == 1 ? a.fmod(b) : a.remainder(b)),
            ["And"] = Binary((_, a, b) => a.logical_and(b)),
            ["Or"] = Binary((_, a, b) => a.logical_or(b)),
            ["Xor"] = Binary((_, a, b) => a.logical_xor(b)),
            ["Equal"] = Binary((_, a, b) => a.eq(b)),
            ["Greater"] = Binary((_, a, b) => a.gt(b)),
            ["GreaterOrEqual"] = Binary((_, a, b) => a.ge(b)),
            ["Less"] = Binary((_, a, b) => a.lt(b)),
            ["LessOrEqual"] = Binary((_, a, b) => a.le(b)),
            ["Sum"] = Many((a, b) => a + b),
            ["Max"] = Many((a, b) => a.maximum(b)),
            ["Min"] = Many((a, b) => a.minimum(b)),
            ["Mean"] = (node, inputs) => [Many((a, b) => a + b)(node, inputs)[0] / inputs.Length],
            ["Where"] = Where,
            ["Not"] = ActivationOperators.Of((_, x) => x.logical_not()),
            ["Abs"] = ActivationOperators.Of((_, x) => x.abs()),
            ["Neg"] = ActivationOperators.Of((_, x) => x.neg()),
            ["Exp"] = ActivationOperators.Of((_, x) => x.exp()),
            ["Log"] = ActivationOperators.Of((_, x) => x.log()),
            ["Sqrt"] = ActivationOperators.Of((_, x) => x.sqrt()),
            ["Reciprocal"] = ActivationOperators.Of((_, x) => x.reciprocal()),
            ["Floor"] = ActivationOperators.Of((_, x) => x.floor()),
            ["Ceil"] = ActivationOperators.Of((_, x) => x.ceil()),
            ["Round"] = ActivationOperators.Of((_, x) => x.round()),
            ["Sign"] = ActivationOperators.Of((_, x) => x.sign()),
            ["Sin"] = ActivationOperators.Of((_, x) => x.sin()),
            ["Cos"] = ActivationOperators.Of((_, x) => x.cos()),
            ["Tan"] = ActivationOperators.Of((_, x) => x.tan()),
            ["Atan"] = ActivationOperators.Of((_, x) => x.atan()),
            ["IsNaN"] = ActivationOperators.Of((_, x) => x.isnan()),
            ["IsInf"] = ActivationOperators.Of(IsInf),
            ["Cast"] = ActivationOperators.Of((n, x) => Cast(x, (TensorProto.Types.DataType)n.Int("to", 0))),
            ["CastLike"] = (_, inputs) => [inputs.At(0).to(inputs.At(1).dtype).alias()],
        };

    private static Operator Binary(Func<OnnxNode, Tensor, Tensor, Tensor> function) =>
        (node, inputs) =>
        {
            (Tensor a, Tensor b) = Arguments.Together(inputs.At(0), inputs.At(1));
            return [function(node, a, b)];
        };

    private static Operator Many(Func<Tensor, Tensor, Tensor> function) =>
        (_, inputs) =>
        {
            Tensor result = inputs.At(0).alias();
            for (int i = 1; i < inputs.Length; i++)
            {
                (Tensor a, Tensor b) = Arguments.Together(result, inputs.At(i));
                result = function(a, b);
            }
            return [result];
        };

    /// <summary>Whole numbers are divided as in C: towards zero. Division by zero would end the process.</summary>
    private static Tensor Quotient(Tensor a, Tensor b) =>
        b.eq(0).any().item<bool>()
            ? throw new InvalidDataException("whole numbers are divided by zero")
            : a.div(b, RoundingMode.trunc);

    private static Tensor Whole(Tensor a, Tensor b) => a.to(ScalarType.Float64).pow(b).to(a.dtype);

    private static Tensor[] Where(OnnxNode node, Tensor?[] inputs)
    {
        (Tensor a, Tensor b) = Arguments.Together(inputs.At(1), inputs.At(2));
        (Tensor condition, a) = Arguments.Together(inputs.At(0), a);
        (condition, b) = Arguments.Together(condition, b);
        OnnxLimits.Values(Arguments.Broadcast(condition.shape, Arguments.Broadcast(a.shape, b.shape)));
        return [where(condition.to(ScalarType.Bool), a, b)];
    }

    private static Tensor IsInf(OnnxNode node, Tensor x)
    {
        Tensor found = x.isinf();
        if (node.Int("detect_positive", 1) == 0)
            found = found.logical_and(x.lt(0));
        return node.Int("detect_negative", 1) == 0 ? found.logical_and(x.gt(0)) : found;
    }

    private static Tensor Cast(Tensor x, TensorProto.Types.DataType type) => x.to(OnnxTensors.TypeOf(type)).alias();
}
