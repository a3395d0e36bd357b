using static TorchSharp.torch;

namespace RobustRepro.Onnx.Operators;

/// <summary>Products of matrices.</summary>
internal static class ProductOperators
{
    public static IReadOnlyDictionary<string, Operator> All { get; } =
        new Dictionary<string, Operator>
        {
            ["Gemm"] = Gemm,
            ["MatMul"] = (_, inputs) => [MatMul(inputs.At(0), inputs.At(1))],
            ["Einsum"] = (node, inputs) =>
                [einsum(node.Text("equation", ""), [.. inputs.Select((_, i) => inputs.At(i))])],
        };

    private static Tensor[] Gemm(OnnxNode node, Tensor?[] inputs)
    {
        Tensor a = inputs.At(0),
            b = inputs.At(1);
        if (a.dim() != 2 || b.dim() != 2)
            throw new InvalidDataException(
                $"expected two matrices, got {OnnxFailure.Shape(a.shape)} and {OnnxFailure.Shape(b.shape)}"
            );
        if (node.Int("transA", 0) != 0)
            a = a.t();
        if (node.Int("transB", 0) != 0)
            b = b.t();
        OnnxLimits.Values([a.shape[0], b.shape[1]]);
        Tensor product = a.mm(b);
        if (node.Float("alpha", 1) is not 1 and var alpha)
            product *= alpha;
        if (inputs.Maybe(2) is not { } c)
            return [product];
        if (node.Float("beta", 1) is not 1 and var beta)
            c *= beta;
        Arguments.Together(product, c);
        return [product + c];
    }

    /// <summary>As NumPy's: libtorch's own ends the process on an error, so that shapes are put in order
    /// here.</summary>
    private static Tensor MatMul(Tensor a, Tensor b)
    {
        if (a.dim() == 0 || b.dim() == 0)
            throw new InvalidDataException("a single number has no product of matrices");
        bool row = a.dim() == 1,
            column = b.dim() == 1;
        if (row)
            a = a.unsqueeze(0);
        if (column)
            b = b.unsqueeze(1);
        if (a.shape[^1] != b.shape[^2])
            throw new InvalidDataException(
                $"matrices {OnnxFailure.Shape(a.shape)} and {OnnxFailure.Shape(b.shape)} do not go together"
            );
        Tensor product = b.dim() == 2 ? ByMatrix(a, b) : Batches(a, b);
        if (column)
            product = product.squeeze(-1);
        return row ? product.squeeze(column ? -1 : -2) : product;
    }

    private static Tensor ByMatrix(Tensor a, Tensor b)
    {
        long[] shape = [.. a.shape[..^1], b.shape[1]];
        OnnxLimits.Values(shape);
        long rows = a.shape[..^1].Aggregate(1L, (x, y) => x * y);
        return a.reshape(rows, a.shape[^1]).mm(b).reshape(shape);
    }

    private static Tensor Batches(Tensor a, Tensor b)
    {
        long[] batch = Arguments.Broadcast(a.shape[..^2], b.shape[..^2]);
        OnnxLimits.Values([.. batch, a.shape[^2], b.shape[^1]]);
        long count = OnnxLimits.Values(batch);
        OnnxLimits.Values([.. batch, a.shape[^2], a.shape[^1]]);
        OnnxLimits.Values([.. batch, b.shape[^2], b.shape[^1]]);
        Tensor left = a.expand([.. batch, a.shape[^2], a.shape[^1]]).reshape(count, a.shape[^2], a.shape[^1]),
            right = b.expand([.. batch, b.shape[^2], b.shape[^1]]).reshape(count, b.shape[^2], b.shape[^1]);
        return left.bmm(right).reshape([.. batch, a.shape[^2], b.shape[^1]]);
    }
}
