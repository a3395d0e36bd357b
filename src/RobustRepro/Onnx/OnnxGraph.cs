using RobustRepro.Files;
using RobustRepro.Onnx.Operators;
using RobustRepro.Onnx.Proto;
using static TorchSharp.torch;

namespace RobustRepro.Onnx;

/// <summary>A file's graph, checked and in an order in which it can run: functions put in place of their calls, every
/// value made once and before it is read.</summary>
internal sealed class OnnxGraph : IDisposable
{
    private OnnxGraph(string path, ModelProto model, int opset)
    {
        Path = path;
        Opset = opset;
        Producer = Printable.Name($"{model.ProducerName} {model.ProducerVersion}".Trim());
        HasExternalValues = model.Graph.Initializer.Any(i => i.ExternalData.Count > 0);
        Metadata = model.MetadataProps.DistinctBy(p => p.Key).ToDictionary(p => p.Key, p => p.Value);
    }

    public string Path { get; }

    public int Opset { get; }

    public string Producer { get; }

    /// <summary>Whether weights lie in a file beside.</summary>
    public bool HasExternalValues { get; }

    /// <summary>Text that the exporter left beside the graph.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    public IReadOnlyList<OnnxNode> Nodes { get; private set; } = [];

    /// <summary>Initializers, by name; this graph owns them.</summary>
    public required Dictionary<string, Tensor> Constants { get; init; }

    /// <summary>What must be given, in the order of the file.</summary>
    public required IReadOnlyList<ValueInfoProto> Inputs { get; init; }

    public IReadOnlyList<string> Outputs { get; private set; } = [];

    /// <summary>Whether a softmax at the end was left out.</summary>
    public bool WithoutSoftmax { get; private set; }

    /// <summary>Reads and checks a file.</summary>
    /// <exception cref="InvalidInputException">It is missing or damaged, has operators that are not supported, or does
    /// not hang together; one line says where.</exception>
    public static OnnxGraph Open(string path)
    {
        ModelProto model = OnnxFile.Parse(path);
        int opset = OnnxFile.Opset(path, model.OpsetImport);
        GraphProto graph = model.Graph;
        if (graph.SparseInitializer.Count > 0)
            throw new InvalidInputException($"{path}: has sparse weights, which are not supported");
        Dictionary<string, Tensor> constants = [];
        try
        {
            string? folder = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path));
            foreach (TensorProto initializer in graph.Initializer)
                if (!constants.TryAdd(initializer.Name, OnnxTensors.Read(initializer, folder).DetachFromDisposeScope()))
                    throw new InvalidDataException($"tensor '{Printable.Name(initializer.Name)}' is there twice");
            IReadOnlyList<OnnxNode> nodes = new FunctionCalls(path, model.Functions).Inlined(graph.Node, opset);
            RequireSupported(path, nodes);
            foreach (OnnxNode node in nodes)
                node.ReadTensors(folder);
            ValueInfoProto[] inputs = [.. graph.Input.Where(i => !constants.ContainsKey(i.Name))];
            return new(path, model, opset)
            {
                Constants = constants,
                Inputs = inputs,
                Nodes = GraphOrder.Of([.. inputs.Select(i => i.Name), .. constants.Keys], nodes, graph.Output),
                Outputs = [.. graph.Output.Select(o => o.Name)],
            };
        }
        catch (InvalidDataException e)
        {
            Free();
            throw new InvalidInputException($"{path}: {Printable.Line(e.Message)}", e);
        }
        catch (InvalidInputException)
        {
            Free();
            throw;
        }

        void Free()
        {
            foreach (Tensor tensor in constants.Values)
                tensor.Dispose();
        }
    }

    /// <summary>Ends the graph before a softmax at its end: the answers stay the same, but probabilities near 0 and 1
    /// would leave an attack without gradients.</summary>
    public void EndAtLogits()
    {
        if (
            Outputs is not [var output]
            || Nodes is not [.., { Type: "Softmax" or "LogSoftmax" } last]
            || !last.Outputs.Contains(output)
            || Constants.ContainsKey(last.Inputs[0])
        )
            return;
        Nodes = [.. Nodes.Where(n => n != last)];
        Outputs = [last.Inputs[0]];
        WithoutSoftmax = true;
    }

    public void Dispose()
    {
        foreach (Tensor tensor in Constants.Values)
            tensor.Dispose();
    }

    private static void RequireSupported(string path, IReadOnlyList<OnnxNode> nodes)
    {
        if (nodes.FirstOrDefault(n => OperatorSet.Find(n) is null) is not { } unknown)
            return;
        int kinds = nodes.Where(n => OperatorSet.Find(n) is null).Select(n => n.Type).Distinct().Count();
        throw new InvalidInputException(
            $"{path}: {unknown} is an operator that is not supported"
                + (kinds > 1 ? $", and so are {kinds - 1} other kinds in this file" : "")
                + $"; supported are {string.Join(", ", OperatorSet.Names)}"
        );
    }
}
