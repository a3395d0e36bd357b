using static TorchSharp.torch;

namespace RobustRepro.Models;

/// <summary>A module that convolves by its own means.</summary>
internal interface IConvolutionKernel
{
    /// <summary>Filters x input channels x kernel height x kernel width, not to be disposed; null where the module
    /// convolves no images after all.</summary>
    Tensor? Kernel { get; }
}
