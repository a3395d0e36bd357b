using System.Formats.Tar;
using System.IO.Compression;
using Google.Protobuf;
using RobustRepro.Files;
using RobustRepro.Onnx;
using RobustRepro.Onnx.Proto;
using RobustRepro.Tests.Onnx;
using RobustRepro.Tests.Reference;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Fuzz.Readers;

/// <summary>ONNX files: their graph, their operators on zeros, and whole networks on noise.</summary>
internal static class OnnxReaders
{
    /// <summary>Side of the images, in pixels.</summary>
    private const int Size = 8;

    /// <summary>Values of an input that an operator is tried on.</summary>
    private const long MostValues = 4096;

    /// <summary>What the limits of ONNX files let an operator make: 1 GiB of numbers.</summary>
    private const long Made = 3L << 30;

    public static IEnumerable<FuzzedReader> All { get; } =
    [
        new("onnx", "a.onnx", () => Networks().Concat(Operators().Where((_, i) => i % 20 == 0)), ReadGraph),
        new("onnx-operators", "a.onnx", Operators, RunOperators) { Declared = _ => Made },
        new("onnx-network", "a.onnx", Networks, RunNetwork) { Declared = _ => Made },
    ];

    private static void ReadGraph(string path) => OnnxGraph.Open(path).Dispose();

    private static void RunOperators(string path)
    {
        using DisposeScope scope = NewDisposeScope();
        using OnnxGraph graph = OnnxGraph.Open(path);
        try
        {
            var program = new OnnxProgram(graph);
            Dictionary<string, Tensor[]> inputs = [];
            foreach (ValueInfoProto input in graph.Inputs)
            {
                long[] shape = [.. input.Type?.TensorType?.Shape?.Dim.Select(d => d.DimValue) ?? []];
                if (shape.Any(s => s < 0) || OnnxLimits.Values(shape) > MostValues)
                    throw new InvalidInputException("another input than networks have");
                inputs[input.Name] = [zeros(shape)];
            }
            program.Run(inputs);
        }
        catch (Exception e) when (OnnxFailure.IsOfContent(e))
        {
            // as for networks
            throw new InvalidInputException(Printable.Line(e.Message), e);
        }
    }

    private static void RunNetwork(string path)
    {
        using DisposeScope scope = NewDisposeScope();
        OnnxNetwork.Open(path, Size).Dispose();
    }

    private static IEnumerable<byte[]> Networks()
    {
        yield return OnnxBuilder.Network().Model.ToByteArray();
        yield return OnnxBuilder.Network(opset: 9, input: [1, 3, 8, 8]).Model.ToByteArray();
        yield return new OnnxBuilder()
            .Longs("shape", 0, -1)
            .Node("Shape", "s", ["x"])
            .Node("Reshape", "f", ["x", "shape"])
            .Weights("w", [192, 10])
            .Node("MatMul", "m", ["f", "w"])
            .Node("Softmax", "y", ["m"])
            .Output("y")
            .Model.ToByteArray();
        yield return new OnnxBuilder()
            .Weights("scale", [3])
            .Weights("var", [3])
            .Node("Mul", "x2", ["x", "x"])
            .Node("BatchNormalization", "n", ["x2", "scale", "scale", "scale", "x0"])
            .Longs("axes", 2, 3)
            .Node("Transpose", "t", ["x2"], OnnxBuilder.Ints("perm", 0, 2, 3, 1))
            .Node("ReduceMean", "r", ["x2"], OnnxBuilder.Ints("axes", 2, 3), OnnxBuilder.Int("keepdims", 0))
            .Node("Concat", "y", ["r", "r"], OnnxBuilder.Int("axis", 1))
            .Output("y")
            .Model.ToByteArray();
    }

    /// <summary>ONNX's own node tests.</summary>
    private static IEnumerable<byte[]> Operators()
    {
        using var zipped = new GZipStream(
            File.OpenRead(Path.Combine(ReferenceData.RepositoryFolder, "onnx", "node-tests.tar.gz")),
            CompressionMode.Decompress
        );
        using var tar = new TarReader(zipped);
        while (tar.GetNextEntry() is { } entry)
        {
            if (!entry.Name.EndsWith(".onnx", StringComparison.Ordinal) || entry.Length > 2000)
                continue;
            using var content = new MemoryStream();
            entry.DataStream!.CopyTo(content);
            yield return content.ToArray();
        }
    }
}
