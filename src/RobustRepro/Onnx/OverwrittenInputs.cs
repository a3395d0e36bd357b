using RobustRepro.Onnx.Operators;

namespace RobustRepro.Onnx;

/// <summary>Nodes that may write their output over their input: it is a value of its own, and nobody reads it after
/// them. That spares a large network much of its way through memory.</summary>
internal static class OverwrittenInputs
{
    /// <summary>Operators whose output shares no memory with an input.</summary>
    private static readonly HashSet<string> MakeTheirOwn = ["Conv", "ConvTranspose", "BatchNormalization", "Add"];

    /// <summary>Such nodes, with the node that computes their input.</summary>
    /// <param name="steps">In the order they run in.</param>
    /// <param name="unreadAfter">Values that nobody reads after a step, in the same order.</param>
    public static IReadOnlyDictionary<OnnxNode, OnnxNode> Of(
        IReadOnlyList<OnnxNode> steps,
        IReadOnlyList<string[]> unreadAfter
    )
    {
        Dictionary<string, OnnxNode> makers = [];
        Dictionary<OnnxNode, OnnxNode> found = [];
        for (int i = 0; i < steps.Count; i++)
        {
            OnnxNode node = steps[i];
            if (
                OperatorSet.Overwriting(node) is not null
                && unreadAfter[i].Contains(node.Inputs[0])
                && makers.TryGetValue(node.Inputs[0], out OnnxNode? maker)
            )
                found[node] = maker;
            if (MakeTheirOwn.Contains(node.Type) && node.Domain.Length == 0 && node.Outputs.Count == 1)
                makers[node.Outputs[0]] = node;
        }
        return found;
    }
}
