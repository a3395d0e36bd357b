using RobustRepro.Models;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace RobustRepro.Onnx;

/// <summary>The output of a node as a module, so that hooks see it and may replace it.</summary>
internal sealed class OnnxLayer : Module<Tensor, Tensor>, IConvolutionKernel
{
    private readonly Func<Tensor?> kernel;

    /// <param name="name">As hooks name it.</param>
    /// <param name="node">Whose first output it is.</param>
    /// <param name="kernel">The weights of a convolution of images; null for other nodes.</param>
    public OnnxLayer(string name, OnnxNode node, Func<Tensor?> kernel)
        : base(nameof(OnnxLayer))
    {
        LayerName = name;
        Node = node;
        this.kernel = kernel;
    }

    public string LayerName { get; }

    public OnnxNode Node { get; }

    public Tensor? Kernel => kernel();

    /// <summary>Whether a hook sees the output, and may keep it.</summary>
    public bool IsWatched => ModuleHooks.Count(this) is not 0;

    public override Tensor forward(Tensor input) => input;
}
