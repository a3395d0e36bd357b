using Google.Protobuf;
using RobustRepro.Files;
using RobustRepro.Onnx.Proto;
using static RobustRepro.Onnx.Proto.AttributeProto.Types;
using static TorchSharp.torch;

namespace RobustRepro.Onnx.Export;

/// <summary>Writes a network of images as an ONNX file, layer by layer.</summary>
/// <param name="weights">The network's state dict.</param>
internal sealed class OnnxWriter(IReadOnlyDictionary<string, Tensor> weights)
{
    private const int Opset = 17,
        IrVersion = 8;

    private readonly GraphProto graph = new() { Name = "network" };

    /// <summary>Whether the network has this weight.</summary>
    public bool Has(string name) => weights.ContainsKey(name);

    /// <summary>A node of one output, whose name it gives.</summary>
    public string Node(string type, string output, string[] inputs, params AttributeProto[] attributes)
    {
        var node = new NodeProto { OpType = type, Name = $"{type}:{output}" };
        node.Input.Add(inputs);
        node.Output.Add(output);
        node.Attribute.Add(attributes);
        graph.Node.Add(node);
        return output;
    }

    /// <summary>A convolution with the weight, and the bias where there is one, of a layer.</summary>
    public string Convolution(string layer, string input, int stride, int padding, string? output = null)
    {
        string weight = Weight($"{layer}.weight");
        string[] inputs = Has($"{layer}.bias") ? [input, weight, Weight($"{layer}.bias")] : [input, weight];
        return Node(
            "Conv",
            output ?? $"{layer}.convolved",
            inputs,
            Ints("strides", stride, stride),
            Ints("pads", padding, padding, padding, padding)
        );
    }

    public string BatchNorm(string layer, string input, double eps) =>
        Node(
            "BatchNormalization",
            $"{layer}.normalised",
            [
                input,
                Weight($"{layer}.weight"),
                Weight($"{layer}.bias"),
                Weight($"{layer}.running_mean"),
                Weight($"{layer}.running_var"),
            ],
            new AttributeProto
            {
                Name = "epsilon",
                Type = AttributeType.Float,
                F = (float)eps,
            }
        );

    public string Relu(string output, string input) => Node("Relu", output, [input]);

    public string MaxPool(string output, string input, int size, int stride, int padding = 0, bool ceil = false) =>
        Node(
            "MaxPool",
            output,
            [input],
            Ints("kernel_shape", size, size),
            Ints("strides", stride, stride),
            Ints("pads", padding, padding, padding, padding),
            new AttributeProto
            {
                Name = "ceil_mode",
                Type = AttributeType.Int,
                I = ceil ? 1 : 0,
            }
        );

    public string Flatten(string output, string input) => Node("Flatten", output, [input]);

    public string Linear(string layer, string input) =>
        Node(
            "Gemm",
            $"{layer}.output",
            [input, Weight($"{layer}.weight"), Weight($"{layer}.bias")],
            new AttributeProto
            {
                Name = "transB",
                Type = AttributeType.Int,
                I = 1,
            }
        );

    /// <summary>Values per channel of an image.</summary>
    public string PerChannel(string name, IEnumerable<float> values)
    {
        float[] all = [.. values];
        Add(name, [1, all.Length, 1, 1], all);
        return name;
    }

    public static AttributeProto Ints(string name, params long[] values)
    {
        var attribute = new AttributeProto { Name = name, Type = AttributeType.Ints };
        attribute.Ints.Add(values);
        return attribute;
    }

    /// <summary>Writes the file atomically.</summary>
    /// <param name="input">Name of the images, which are N x 3 x size x size.</param>
    /// <param name="output">Name of the logits.</param>
    /// <param name="metadata">Text beside the graph.</param>
    public void Save(
        string path,
        string input,
        int size,
        string output,
        int classes,
        IReadOnlyDictionary<string, string> metadata
    )
    {
        graph.Input.Add(Value(input, 3, size, size));
        graph.Output.Add(Value(output, classes));
        var model = new ModelProto
        {
            IrVersion = IrVersion,
            ProducerName = "robustrepro",
            ProducerVersion = BuildInfo.Version,
            Graph = graph,
        };
        model.OpsetImport.Add(new OperatorSetIdProto { Domain = "", Version = Opset });
        foreach ((string key, string value) in metadata)
            model.MetadataProps.Add(new StringStringEntryProto { Key = key, Value = value });
        AtomicFile.Write(path, stream => model.WriteTo(stream));
    }

    private static ValueInfoProto Value(string name, params long[] shape)
    {
        var dimensions = new TensorShapeProto();
        dimensions.Dim.Add(new TensorShapeProto.Types.Dimension { DimParam = "N" });
        dimensions.Dim.Add(shape.Select(n => new TensorShapeProto.Types.Dimension { DimValue = n }));
        return new()
        {
            Name = name,
            Type = new TypeProto
            {
                TensorType = new TypeProto.Types.Tensor
                {
                    ElemType = (int)TensorProto.Types.DataType.Float,
                    Shape = dimensions,
                },
            },
        };
    }

    private string Weight(string name)
    {
        if (graph.Initializer.Any(i => i.Name == name))
            return name;
        using TorchSharp.DisposeScope scope = NewDisposeScope();
        Tensor values = weights[name].detach().cpu().to(float32).contiguous();
        Add(name, values.shape, values.data<float>().ToArray());
        return name;
    }

    private void Add(string name, long[] shape, float[] values)
    {
        var tensor = new TensorProto
        {
            Name = name,
            DataType = (int)TensorProto.Types.DataType.Float,
            RawData = ByteString.CopyFrom(System.Runtime.InteropServices.MemoryMarshal.AsBytes<float>(values)),
        };
        tensor.Dims.Add(shape);
        graph.Initializer.Add(tensor);
    }
}
