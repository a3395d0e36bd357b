using static TorchSharp.torch;

namespace RobustRepro.Datasets;

/// <summary>One of the forms CIFAR-10 comes in.</summary>
internal interface ICifar10Source : IDisposable
{
    /// <summary>uint8 N x 3 x 32 x 32, RGB, and the class of each image. The tensor belongs to the caller.</summary>
    (Tensor Images, int[] Labels) Load(Cifar10Split split);
}
