namespace RobustRepro.Onnx.Operators;

/// <summary>The operators that are there, by name.</summary>
internal static class OperatorSet
{
    private static readonly Dictionary<string, Operator> All = new[]
    {
        ConvolutionOperators.All,
        PoolingOperators.All,
        ActivationOperators.All,
        ArithmeticOperators.All,
        NormOperators.All,
        ProductOperators.All,
        ReductionOperators.All,
        ShapeOperators.All,
        IndexOperators.All,
        ConstantOperators.All,
        PadOperators.All,
        ResizeOperators.All,
    }
        .SelectMany(group => group)
        .ToDictionary(o => o.Key, o => o.Value);

    public static IReadOnlyList<string> Names { get; } = [.. All.Keys.Order(StringComparer.Ordinal)];

    /// <summary>How a node is computed; null where nothing here does.</summary>
    public static Operator? Find(OnnxNode node) => node.Domain.Length == 0 ? All.GetValueOrDefault(node.Type) : null;

    /// <summary>How a node is computed over its first input, of floating-point numbers without gradients; null where it
    /// is not.</summary>
    public static Operator? Overwriting(OnnxNode node) =>
        node.Domain.Length == 0 ? ActivationOperators.Overwriting.GetValueOrDefault(node.Type) : null;
}
