using System.Collections;
using System.Reflection;
using RobustRepro.Models;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace RobustRepro.Onnx;

/// <summary>The output of a node as a module, so that hooks see it and may replace it.</summary>
internal sealed class OnnxLayer : Module<Tensor, Tensor>, IConvolutionKernel
{
    /// <summary>TorchSharp keeps hooks to itself, and offers no way to ask whether there are any.</summary>
    private static readonly FieldInfo[] Hooks = [.. HookFields(typeof(OnnxLayer))];

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
    public bool IsWatched =>
        Hooks.Length == 0 || Array.Exists(Hooks, f => f.GetValue(this) is ICollection { Count: > 0 });

    public override Tensor forward(Tensor input) => input;

    private static IEnumerable<FieldInfo> HookFields(Type type)
    {
        for (Type? level = type; level is not null; level = level.BaseType)
        {
            foreach (
                FieldInfo field in level.GetFields(
                    BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly
                )
            )
            {
                if (field.Name.EndsWith("_hooks", StringComparison.Ordinal))
                    yield return field;
            }
        }
    }
}
