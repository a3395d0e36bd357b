using static TorchSharp.torch;

namespace RobustRepro.Checkpoints;

/// <summary>A tensor of a file and the tensor of the same shape that its values go to.</summary>
internal sealed record TensorTransfer(StoredTensor From, Tensor To);
