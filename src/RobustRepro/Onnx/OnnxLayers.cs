using RobustRepro.Models;
using RobustRepro.Onnx.Export;
using RobustRepro.Onnx.Operators;

namespace RobustRepro.Onnx;

/// <summary>Which layers of a network are looked into unless others are named.</summary>
internal static class OnnxLayers
{
    /// <summary>Nodes that put activations together or through unchanged.</summary>
    private static readonly HashSet<string> Joining = ["Concat", "Add", "Identity", "Dropout", "Mul"];

    /// <summary>
    /// Those that the file itself names, else the last activation of each stage: of the maps of each size after the
    /// first
    /// spatial convolution, the last output of an activation, or of several activations joined, that all which follows
    /// goes through. None where the network has no spatial convolution.
    /// </summary>
    public static IReadOnlyList<string> Default(OnnxNetwork network)
    {
        IReadOnlyList<OnnxLayer> layers = network.Layers;
        if (network.Metadata.TryGetValue(OnnxExport.LayersKey, out string? own))
            return [.. own.Split(' ').Select(name => Find(network, name))];
        if (SpatialConvolution.Of(network) is not [var first, ..])
            return [];
        HashSet<string> active = [];
        HashSet<int> bottlenecks = [.. Bottlenecks(network)];
        Dictionary<(long, long), string> last = [];
        bool after = false;
        for (int i = 0; i < layers.Count; i++)
        {
            OnnxNode node = layers[i].Node;
            after |= layers[i].LayerName == first.Name;
            if (
                ActivationOperators.OfLayers.Contains(node.Type)
                || (Joining.Contains(node.Type) && node.Inputs.Any(active.Contains))
            )
                active.Add(node.Outputs[0]);
            else
                continue;
            if (
                after
                && bottlenecks.Contains(i)
                && (node.Type != "Add" || node.Inputs.All(active.Contains))
                && network.Shapes[layers[i]] is [1, > 1, > 1 and var height, > 1 and var width]
            )
                last[(height, width)] = layers[i].LayerName;
        }
        return [.. last.Values];
    }

    /// <summary>A layer by its name here, or by the name of its value in the file.</summary>
    /// <exception cref="InvalidInputException">There is none.</exception>
    public static string Find(OnnxNetwork network, string name) =>
        network
            .Layers.FirstOrDefault(l => l.LayerName == name || l.Node.Outputs.Contains(name) || l.Node.Name == name)
            ?.LayerName
        ?? throw InvalidInputException.Unknown("layer", name, network.Layers.Select(l => l.LayerName));

    /// <summary>Places of the nodes after which nothing is read that was there before: ablating them reaches all that
    /// follows.</summary>
    private static IEnumerable<int> Bottlenecks(OnnxNetwork network)
    {
        IReadOnlyList<OnnxLayer> layers = network.Layers;
        Dictionary<string, int> lastRead = [];
        for (int i = 0; i < layers.Count; i++)
            // a shape says how many images there are, not what they show
            foreach (string input in layers[i].Node.Inputs.Where(_ => layers[i].Node.Type is not "Shape"))
                lastRead[input] = i;
        int furthest = lastRead.GetValueOrDefault(network.Input.Name, -1);
        for (int i = 0; i < layers.Count; i++)
        {
            if (furthest <= i)
                yield return i;
            foreach (string output in layers[i].Node.Outputs)
                furthest = Math.Max(furthest, lastRead.GetValueOrDefault(output, -1));
        }
    }
}
