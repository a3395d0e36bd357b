using RobustRepro.Files;
using RobustRepro.Onnx.Proto;
using static TorchSharp.torch;

namespace RobustRepro.Onnx;

/// <summary>One operation of a network: what it is called, what it reads and makes, and its settings.</summary>
internal sealed class OnnxNode
{
    private readonly Dictionary<string, AttributeProto> attributes;
    private readonly Dictionary<string, Tensor> tensors = [];

    /// <param name="inputs">Names of values; empty for an optional one that is not given.</param>
    /// <param name="opset">The version of the operator set that the file names.</param>
    public OnnxNode(
        NodeProto proto,
        IReadOnlyList<string> inputs,
        IReadOnlyList<string> outputs,
        IEnumerable<AttributeProto> given,
        int opset
    )
    {
        Name = proto.Name;
        Type = proto.OpType;
        Domain = proto.Domain == "ai.onnx" ? "" : proto.Domain;
        Inputs = inputs;
        Outputs = outputs;
        Opset = opset;
        attributes = given.DistinctBy(a => a.Name).ToDictionary(a => a.Name);
    }

    public string Name { get; }

    public string Type { get; }

    /// <summary>Empty for ONNX's own operators.</summary>
    public string Domain { get; }

    public int Opset { get; }

    public IReadOnlyList<string> Inputs { get; }

    public IReadOnlyList<string> Outputs { get; }

    public IReadOnlyCollection<AttributeProto> Attributes => attributes.Values;

    public override string ToString() =>
        $"node '{Printable.Name(Name.Length > 0 ? Name : string.Join(", ", Outputs))}' "
        + $"({Printable.Name(Domain.Length > 0 ? $"{Domain}.{Type}" : Type)}, opset {Opset})";

    /// <summary>Reads the tensors among the settings, once.</summary>
    public void ReadTensors(string? folder)
    {
        foreach (AttributeProto attribute in attributes.Values.Where(a => a.T is not null))
            tensors[attribute.Name] = OnnxTensors.Read(attribute.T, folder).DetachFromDisposeScope();
    }

    public bool Has(string attribute) => attributes.ContainsKey(attribute);

    public bool HasOutput(int index) => index < Outputs.Count && Outputs[index].Length > 0;

    public long Int(string attribute, long unless) =>
        Get(attribute, AttributeProto.Types.AttributeType.Int)?.I ?? unless;

    public double Float(string attribute, double unless) =>
        Get(attribute, AttributeProto.Types.AttributeType.Float)?.F ?? unless;

    public string Text(string attribute, string unless) =>
        Get(attribute, AttributeProto.Types.AttributeType.String)?.S.ToStringUtf8() ?? unless;

    public long[]? Ints(string attribute) => Get(attribute, AttributeProto.Types.AttributeType.Ints)?.Ints.ToArray();

    public float[]? Floats(string attribute) =>
        Get(attribute, AttributeProto.Types.AttributeType.Floats)?.Floats.ToArray();

    /// <summary>A setting that is a tensor; the node owns it.</summary>
    public Tensor? Value(string attribute) => tensors.GetValueOrDefault(attribute);

    private AttributeProto? Get(string name, AttributeProto.Types.AttributeType type)
    {
        if (!attributes.TryGetValue(name, out AttributeProto? found))
            return null;
        // the oldest files leave the type out
        return found.Type == type || found.Type == AttributeProto.Types.AttributeType.Undefined
            ? found
            : throw new InvalidDataException($"its attribute {name} is {found.Type}, expected {type}");
    }
}
