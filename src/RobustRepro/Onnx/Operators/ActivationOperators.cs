using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace RobustRepro.Onnx.Operators;

/// <summary>Functions of single values.</summary>
internal static class ActivationOperators
{
    /// <summary>Selu's constants as ONNX writes them.</summary>
    private const double SeluAlpha = 1.67326319217681884765625,
        SeluGamma = 1.05070102214813232421875;

    /// <summary>Operators that end a layer of a network.</summary>
    public static IReadOnlySet<string> OfLayers { get; } =
        new HashSet<string>
        {
            "Relu",
            "LeakyRelu",
            "PRelu",
            "Elu",
            "Selu",
            "Celu",
            "Gelu",
            "Sigmoid",
            "HardSigmoid",
            "HardSwish",
            "Mish",
            "Softplus",
            "Softsign",
            "Tanh",
            "Clip",
            "ThresholdedRelu",
        };

    public static IReadOnlyDictionary<string, Operator> All { get; } =
        new Dictionary<string, Operator>
        {
            ["Relu"] = Of((_, x) => x.relu()),
            ["LeakyRelu"] = Of((n, x) => F.leaky_relu(x, n.Float("alpha", 0.01))),
            ["PRelu"] = (_, inputs) => [PRelu(inputs.At(0), inputs.At(1))],
            ["Elu"] = Of((n, x) => x.relu() + (x.clamp_max(0).exp() - 1) * n.Float("alpha", 1)),
            ["Selu"] = Of(
                (n, x) =>
                    (x.relu() + (x.clamp_max(0).exp() - 1) * n.Float("alpha", SeluAlpha)) * n.Float("gamma", SeluGamma)
            ),
            ["Celu"] = Of(
                (n, x) => x.relu() + ((x / n.Float("alpha", 1)).clamp_max(0).exp() - 1) * n.Float("alpha", 1)
            ),
            ["Gelu"] = Of(
                (n, x) =>
                    n.Text("approximate", "none") == "tanh" ? TanhGelu(x) : x * (1 + (x * Math.Sqrt(0.5)).erf()) / 2
            ),
            ["Erf"] = Of((_, x) => x.erf()),
            ["Sigmoid"] = Of((_, x) => x.sigmoid()),
            ["HardSigmoid"] = Of((n, x) => HardSigmoid(x, n.Float("alpha", 0.2), n.Float("beta", 0.5))),
            ["HardSwish"] = Of((_, x) => x * HardSigmoid(x, 1.0 / 6, 0.5)),
            ["Mish"] = Of((_, x) => x * F.softplus(x).tanh()),
            ["Softplus"] = Of((_, x) => F.softplus(x)),
            ["Softsign"] = Of((_, x) => x / (1 + x.abs())),
            ["Tanh"] = Of((_, x) => x.tanh()),
            ["ThresholdedRelu"] = Of((n, x) => x * x.gt(n.Float("alpha", 1)).to(x.dtype)),
            ["Shrink"] = Of(Shrink),
            ["Clip"] = Clip,
            ["Softmax"] = Of((n, x) => Normalised(n, x, (y, axis) => y.softmax(axis))),
            ["LogSoftmax"] = Of((n, x) => Normalised(n, x, (y, axis) => y.log_softmax(axis))),
            ["Hardmax"] = Of((n, x) => Normalised(n, x, Hardmax)),
        };

    /// <summary>Operators that write their output over their input.</summary>
    public static IReadOnlyDictionary<string, Operator> Overwriting { get; } =
        new Dictionary<string, Operator>
        {
            ["Relu"] = Of((_, x) => x.relu_().alias()),
            ["Clip"] = (node, inputs) =>
                Bounds(node, inputs) is var (low, high) && (low ?? high) is null
                    ? [inputs.At(0).alias()]
                    : [inputs.At(0).clamp_(low?.ToScalar(), high?.ToScalar()).alias()],
        };

    /// <summary>An operator of one input and one output.</summary>
    public static Operator Of(Func<OnnxNode, Tensor, Tensor> function) =>
        (node, inputs) => [function(node, inputs.At(0))];

    private static Tensor HardSigmoid(Tensor x, double alpha, double beta) => (x * alpha + beta).clamp(0, 1);

    private static Tensor TanhGelu(Tensor x) =>
        x * (1 + ((x + x * x * x * 0.044715) * Math.Sqrt(2 / Math.PI)).tanh()) / 2;

    private static Tensor PRelu(Tensor x, Tensor slope)
    {
        (x, slope) = Arguments.Together(x, slope);
        return where(x.ge(0), x, x * slope);
    }

    private static Tensor Shrink(OnnxNode node, Tensor x)
    {
        double edge = node.Float("lambd", 0.5),
            bias = node.Float("bias", 0);
        return where(x.lt(-edge), x + bias, where(x.gt(edge), x - bias, zeros_like(x))).to(x.dtype);
    }

    private static Tensor[] Clip(OnnxNode node, Tensor?[] inputs)
    {
        Tensor x = inputs.At(0);
        (double? low, double? high) = Bounds(node, inputs);
        if (low is null && high is null)
            return [x.alias()];
        // bounds of whole numbers stay whole, so that the type does
        return x.is_floating_point()
            ? [x.clamp(low?.ToScalar(), high?.ToScalar())]
            : [x.clamp(((long?)low)?.ToScalar(), ((long?)high)?.ToScalar())];
    }

    /// <summary>Least and largest value; null for none.</summary>
    private static (double? Low, double? High) Bounds(OnnxNode node, Tensor?[] inputs) =>
        (
            node.Has("min") ? node.Float("min", 0) : inputs.Maybe(1)?.Number(),
            node.Has("max") ? node.Float("max", 0) : inputs.Maybe(2)?.Number()
        );

    /// <summary>Before opset 13 all dimensions from the axis on were one.</summary>
    private static Tensor Normalised(OnnxNode node, Tensor x, Func<Tensor, long, Tensor> function)
    {
        if (node.Opset >= 13)
            return function(x, Arguments.Axis(node.Int("axis", -1), x.dim()));
        int axis = Arguments.Axis(node.Int("axis", 1), x.dim());
        long rows = x.shape.Take(axis).Aggregate(1L, (a, b) => a * b);
        return function(x.reshape(rows, x.numel() / Math.Max(rows, 1)), 1).reshape(x.shape);
    }

    private static Tensor Hardmax(Tensor x, long axis)
    {
        Tensor first = x.argmax(axis, keepdim: true);
        return zeros_like(x).scatter(axis, first, ones_like(first).to(x.dtype));
    }
}
