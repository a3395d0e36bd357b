using static TorchSharp.torch;

namespace RobustRepro.Attacks;

/// <summary>What an attack drives up: a value per image.</summary>
/// <param name="logits">float32, N x classes.</param>
/// <param name="labels">int64, N: the classes to move away from.</param>
/// <param name="targets">int64, N: the classes to move to; losses without a target do not read it.</param>
/// <returns>float32, N.</returns>
internal delegate Tensor AttackLoss(Tensor logits, Tensor labels, Tensor targets);
