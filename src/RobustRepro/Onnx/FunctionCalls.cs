using System.Globalization;
using RobustRepro.Files;
using RobustRepro.Onnx.Proto;

namespace RobustRepro.Onnx;

/// <summary>Functions that a file brings along, put in place of their calls.</summary>
internal sealed class FunctionCalls
{
    private readonly string path;
    private readonly Dictionary<(string, string), FunctionProto> functions;
    private readonly List<OnnxNode> nodes = [];
    private int calls;

    public FunctionCalls(string path, IEnumerable<FunctionProto> functions)
    {
        this.path = path;
        this.functions = functions.DistinctBy(f => (f.Domain, f.Name)).ToDictionary(f => (f.Domain, f.Name));
    }

    /// <summary>The nodes with every call replaced; values inside of a function get names that nothing else
    /// has.</summary>
    /// <exception cref="InvalidDataException">Functions call one another without end, or make too many
    /// nodes.</exception>
    public IReadOnlyList<OnnxNode> Inlined(IEnumerable<NodeProto> graph, int opset)
    {
        foreach (NodeProto node in graph)
            Add(node, opset, name => name, null, 0);
        return nodes;
    }

    private void Add(
        NodeProto node,
        int opset,
        Func<string, string> rename,
        Dictionary<string, AttributeProto>? given,
        int depth
    )
    {
        if (nodes.Count >= OnnxLimits.MostNodes)
            throw new InvalidDataException($"the graph has more than {OnnxLimits.MostNodes} nodes");
        string[] inputs = [.. node.Input.Select(rename)],
            outputs = [.. node.Output.Select(rename)];
        AttributeProto[] attributes = [.. node.Attribute.Select(a => Resolved(a, given)).OfType<AttributeProto>()];
        if (!functions.TryGetValue((node.Domain, node.OpType), out FunctionProto? function))
        {
            nodes.Add(new(node, inputs, outputs, attributes, opset));
            return;
        }
        string shown = Printable.Name(function.Name);
        if (depth >= OnnxLimits.DeepestCalls)
            throw new InvalidDataException(
                $"function '{shown}' calls itself, or functions lie too deep in one another"
            );
        if (++calls > OnnxLimits.MostNodes)
            throw new InvalidDataException($"functions are called more than {OnnxLimits.MostNodes} times");
        string prefix = string.Create(CultureInfo.InvariantCulture, $"{node.Name}#{calls}/");
        Dictionary<string, string> names = [];
        for (int i = 0; i < function.Input.Count; i++)
            names[function.Input[i]] = i < inputs.Length ? inputs[i] : "";
        for (int i = 0; i < function.Output.Count && i < outputs.Length; i++)
            if (outputs[i].Length > 0)
                names[function.Output[i]] = outputs[i];
        Dictionary<string, AttributeProto> values = [];
        foreach (AttributeProto attribute in function.AttributeProto.Concat(attributes))
            values[attribute.Name] = attribute;
        int inside = function.OpsetImport.Count > 0 ? OnnxFile.Opset(path, function.OpsetImport) : opset;
        foreach (NodeProto inner in function.Node)
            Add(inner, inside, n => n.Length == 0 ? n : names.GetValueOrDefault(n) ?? prefix + n, values, depth + 1);
    }

    /// <summary>A setting of a node inside of a function that is a setting of the call: the call's value, or nothing
    /// where it gives none.</summary>
    private static AttributeProto? Resolved(AttributeProto attribute, Dictionary<string, AttributeProto>? given)
    {
        if (attribute.RefAttrName.Length == 0)
            return attribute;
        if (given?.GetValueOrDefault(attribute.RefAttrName) is not { } value)
            return null;
        AttributeProto named = value.Clone();
        named.Name = attribute.Name;
        return named;
    }
}
