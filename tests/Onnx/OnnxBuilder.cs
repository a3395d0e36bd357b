using System.Runtime.InteropServices;
using Google.Protobuf;
using RobustRepro.Onnx.Proto;
using RobustRepro.Runtime;
using static RobustRepro.Onnx.Proto.AttributeProto.Types;

namespace RobustRepro.Tests.Onnx;

/// <summary>Composes ONNX files, good and bad.</summary>
internal sealed class OnnxBuilder
{
    public ModelProto Model { get; } =
        new()
        {
            IrVersion = 8,
            Graph = new GraphProto { Name = "g" },
        };

    /// <param name="input">Shape of the images; 0 for any length.</param>
    public OnnxBuilder(
        int opset = 17,
        long[]? input = null,
        TensorProto.Types.DataType type = TensorProto.Types.DataType.Float
    )
    {
        Model.OpsetImport.Add(new OperatorSetIdProto { Version = opset });
        if (input is not [])
            Input("x", input ?? [0, 3, 8, 8], type);
    }

    /// <summary>Four filters of 3 x 3, ReLU, pooling, four more, ReLU, mean, ten logits.</summary>
    public static OnnxBuilder Network(int opset = 17, long[]? input = null) =>
        new OnnxBuilder(opset, input)
            .Weights("w1", [4, 3, 3, 3])
            .Weights("b1", [4])
            .Node("Conv", "c1", ["x", "w1", "b1"], Ints("pads", 1, 1, 1, 1))
            .Node("Relu", "/stage1/Relu_output_0", ["c1"])
            .Node("MaxPool", "p", ["/stage1/Relu_output_0"], Ints("kernel_shape", 2, 2), Ints("strides", 2, 2))
            .Weights("w2", [4, 4, 3, 3])
            .Node("Conv", "c2", ["p", "w2"], Ints("pads", 1, 1, 1, 1))
            .Node("Relu", "/stage2/Relu_output_0", ["c2"])
            .Node("GlobalAveragePool", "a", ["/stage2/Relu_output_0"])
            .Node("Flatten", "f", ["a"])
            .Weights("w3", [4, 10])
            .Node("Gemm", "y", ["f", "w3"])
            .Output("y");

    public static AttributeProto Ints(string name, params long[] values)
    {
        var attribute = new AttributeProto { Name = name, Type = AttributeType.Ints };
        attribute.Ints.Add(values);
        return attribute;
    }

    public static AttributeProto Int(string name, long value) =>
        new()
        {
            Name = name,
            Type = AttributeType.Int,
            I = value,
        };

    public OnnxBuilder Input(
        string name,
        long[] shape,
        TensorProto.Types.DataType type = TensorProto.Types.DataType.Float
    )
    {
        var dimensions = new TensorShapeProto();
        dimensions.Dim.Add(
            shape.Select(n =>
                n > 0
                    ? new TensorShapeProto.Types.Dimension { DimValue = n }
                    : new TensorShapeProto.Types.Dimension { DimParam = "N" }
            )
        );
        Model.Graph.Input.Add(
            new ValueInfoProto
            {
                Name = name,
                Type = new TypeProto
                {
                    TensorType = new TypeProto.Types.Tensor { ElemType = (int)type, Shape = dimensions },
                },
            }
        );
        return this;
    }

    public OnnxBuilder Output(string name)
    {
        Model.Graph.Output.Add(new ValueInfoProto { Name = name });
        return this;
    }

    public OnnxBuilder Node(string type, string output, string[] inputs, params AttributeProto[] attributes)
    {
        Model.Graph.Node.Add(NodeOf(type, output, inputs, attributes));
        return this;
    }

    public static NodeProto NodeOf(string type, string output, string[] inputs, params AttributeProto[] attributes)
    {
        var node = new NodeProto { OpType = type, Name = $"node of {output}" };
        node.Input.Add(inputs);
        node.Output.Add(output);
        node.Attribute.Add(attributes);
        return node;
    }

    /// <summary>Small random values, the same for the same name.</summary>
    public OnnxBuilder Weights(string name, long[] shape)
    {
        var random = new SplitMixRandom(name.Sum(c => c), 0);
        float[] values =
        [
            .. Enumerable.Range(0, (int)shape.Aggregate(1L, (a, b) => a * b)).Select(_ => random.Uniform(-0.5f, 0.5f)),
        ];
        return Constant(name, shape, TensorProto.Types.DataType.Float, MemoryMarshal.AsBytes<float>(values).ToArray());
    }

    public OnnxBuilder Longs(string name, params long[] values) =>
        Constant(
            name,
            [values.Length],
            TensorProto.Types.DataType.Int64,
            MemoryMarshal.AsBytes<long>(values).ToArray()
        );

    public OnnxBuilder Constant(string name, long[] shape, TensorProto.Types.DataType type, byte[] raw)
    {
        var tensor = new TensorProto
        {
            Name = name,
            DataType = (int)type,
            RawData = ByteString.CopyFrom(raw),
        };
        tensor.Dims.Add(shape);
        Model.Graph.Initializer.Add(tensor);
        return this;
    }

    /// <summary>Writes the file and gives its path.</summary>
    public string Write(string path)
    {
        File.WriteAllBytes(path, Model.ToByteArray());
        return path;
    }
}
