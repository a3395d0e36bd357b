using static TorchSharp.torch;

namespace RobustRepro.Onnx.Operators;

/// <summary>Computes a node with libtorch, so that gradients pass through it.</summary>
/// <param name="node">With its settings.</param>
/// <param name="inputs">In the order of the node; null for an optional one that is not given.</param>
/// <returns>As many tensors as the node has outputs, none of them one of the inputs; they belong to the dispose
/// scope of
/// the caller.</returns>
/// <exception cref="InvalidDataException">A setting or shape that the operator does not take.</exception>
internal delegate Tensor[] Operator(OnnxNode node, Tensor?[] inputs);
