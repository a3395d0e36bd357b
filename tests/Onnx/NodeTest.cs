using RobustRepro.Onnx;
using RobustRepro.Onnx.Operators;
using RobustRepro.Onnx.Proto;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Onnx;

/// <summary>One of ONNX's own backend node tests: a network of a node or a few, its inputs, and what must come
/// out.</summary>
internal sealed class NodeTest
{
    /// <summary>Those of ONNX's own runner.</summary>
    private const double Relative = 1e-3,
        Absolute = 1e-7;

    private readonly string folder;
    private readonly ModelProto model;

    private NodeTest(string folder)
    {
        this.folder = folder;
        model = ModelProto.Parser.ParseFrom(File.ReadAllBytes(Path.Combine(folder, "model.onnx")));
    }

    public string Name => Path.GetFileName(folder);

    public long Opset => model.OpsetImport.FirstOrDefault(i => i.Domain is "" or "ai.onnx")?.Version ?? 0;

    /// <summary>Whether every operator in it is supported, no input is a sequence or a text, and nothing is
    /// trained.</summary>
    public bool IsSupported =>
        !Name.Contains("training", StringComparison.Ordinal)
        && Opset is >= OnnxFile.FirstOpset and <= OnnxFile.LastOpset
        && model.Functions.Count == 0
        && model.Graph.Node.All(n => OperatorSet.Find(new(n, [], [], [], 0)) is not null)
        && model.Graph.Input.Concat(model.Graph.Output).All(HasKnownType);

    public static IEnumerable<NodeTest> In(string folder) =>
        Directory
            .EnumerateDirectories(folder, "test_*")
            .Order(StringComparer.Ordinal)
            .Where(f => File.Exists(Path.Combine(f, "model.onnx")))
            .Select(f => new NodeTest(f));

    /// <summary>Null where everything came out as it must, else what did not.</summary>
    public string? Failure()
    {
        using DisposeScope scope = NewDisposeScope();
        try
        {
            using OnnxGraph graph = OnnxGraph.Open(Path.Combine(folder, "model.onnx"));
            var program = new OnnxProgram(graph);
            foreach (string set in Directory.EnumerateDirectories(folder, "test_data_set_*"))
            {
                Dictionary<string, Tensor[]> inputs = [];
                for (int i = 0; i < graph.Inputs.Count; i++)
                    inputs[graph.Inputs[i].Name] = [Read(Path.Combine(set, $"input_{i}.pb"), graph.Inputs[i])];
                Tensor[][] outputs = program.Run(inputs);
                for (int o = 0; o < outputs.Length; o++)
                    if (
                        Difference(outputs[o][0], Read(Path.Combine(set, $"output_{o}.pb"), model.Graph.Output[o])) is
                        { } difference
                    )
                        return $"output {o}: {difference}";
            }
            return null;
        }
        catch (InvalidInputException e)
        {
            return e.Message;
        }
    }

    private static bool HasKnownType(ValueInfoProto value)
    {
        try
        {
            return value.Type?.TensorType is { } tensor
                && OnnxTensors.TypeOf((TensorProto.Types.DataType)tensor.ElemType) is var _;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    /// <summary>Some files hold the bits of bfloat16 as whole numbers; the model says what they are.</summary>
    private static Tensor Read(string path, ValueInfoProto value)
    {
        TensorProto tensor = TensorProto.Parser.ParseFrom(File.ReadAllBytes(path));
        if (tensor.DataType == (int)TensorProto.Types.DataType.Uint16)
            tensor.DataType = value.Type.TensorType.ElemType;
        return OnnxTensors.Read(tensor, null);
    }

    private static string? Difference(Tensor got, Tensor expected)
    {
        if (!got.shape.SequenceEqual(expected.shape))
            return $"[{string.Join(", ", got.shape)}] in place of [{string.Join(", ", expected.shape)}]";
        if (got.dtype != expected.dtype)
            return $"{got.dtype} in place of {expected.dtype}";
        Tensor a = got.to(float64),
            b = expected.to(float64);
        return a.allclose(b, Relative, Absolute, equal_nan: true)
            ? null
            : $"differs by {(a - b).abs().max().item<double>():g3}";
    }
}
