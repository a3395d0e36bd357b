using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Onnx;

/// <summary>What the beginning of a graph does to pixels.</summary>
internal static class InputNormalization
{
    private const int MostShown = 3;

    private static readonly HashSet<string> Arithmetic = ["Sub", "Div", "Mul", "Add"];

    /// <summary>The operations with constants that stand between the image and all else, in words; null where there are
    /// none.</summary>
    public static string? Found(OnnxNetwork network)
    {
        List<string> found = [];
        string value = network.Input.Name;
        while (true)
        {
            OnnxNode[] readers =
            [
                .. network.Layers.Select(l => l.Node).Where(n => n.Type != "Shape" && n.Inputs.Contains(value)),
            ];
            if (readers is not [var node])
                break;
            if (Arithmetic.Contains(node.Type) && ConstantOf(network, node) is { } constant)
                found.Add($"{node.Type} {constant}");
            else if (node.Type == "BatchNormalization")
                found.Add(node.Type);
            else if (node.Type is not ("Transpose" or "Identity" or "Cast"))
                break;
            value = node.Outputs[0];
        }
        return found.Count > 0 ? string.Join(", ", found) : null;
    }

    /// <summary>A number, or one per channel.</summary>
    private static string? ConstantOf(OnnxNetwork network, OnnxNode node)
    {
        using DisposeScope scope = NewDisposeScope();
        return
            node.Inputs.Select(network.Constant).OfType<Tensor>().FirstOrDefault() is { } constant
            && constant.numel() is > 0 and <= MostShown
            && constant.is_floating_point()
            ? string.Join(' ', constant.cpu().to(float32).reshape(-1).data<float>().ToArray().Select(v => $"{v:g4}"))
            : null;
    }
}
