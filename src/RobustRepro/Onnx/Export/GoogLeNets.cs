using RobustRepro.Models;

namespace RobustRepro.Onnx.Export;

/// <summary>GoogLeNet, small and full, as a graph.</summary>
internal static class GoogLeNets
{
    private const double FullEps = 1e-3;

    public static string Small(OnnxWriter writer, string input, int stride)
    {
        const double eps = ConvolutionBlock.DefaultEps;
        string x = Block(writer, "conv1", input, eps, stride, stride == 2 ? 3 : 2);
        x = Block(writer, "conv2", writer.MaxPool("maxpool1", x, 2, 2), eps, padding: 1);
        x = writer.MaxPool("maxpool2", x, 2, 2);
        x = Inception(writer, "inception3b", Inception(writer, "inception3a", x, eps), eps);
        x = writer.MaxPool("maxpool3", x, 2, 2);
        x = Inception(writer, "inception4b", Inception(writer, "inception4a", x, eps), eps);
        return Head(writer, x);
    }

    public static string Full(OnnxWriter writer, string input, bool transforms)
    {
        string x = transforms ? Transformed(writer, input) : input;
        x = Block(writer, "conv1", x, FullEps, stride: 2, padding: 3);
        x = Block(writer, "conv2", writer.MaxPool("maxpool1", x, 3, 2, ceil: true), FullEps);
        x = Block(writer, "conv3", x, FullEps, padding: 1);
        x = writer.MaxPool("maxpool2", x, 3, 2, ceil: true);
        foreach (string block in new[] { "3a", "3b" })
            x = Inception(writer, $"inception{block}", x, FullEps);
        x = writer.MaxPool("maxpool3", x, 3, 2, ceil: true);
        foreach (string block in new[] { "4a", "4b", "4c", "4d", "4e" })
            x = Inception(writer, $"inception{block}", x, FullEps);
        x = writer.MaxPool("maxpool4", x, 2, 2, ceil: true);
        foreach (string block in new[] { "5a", "5b" })
            x = Inception(writer, $"inception{block}", x, FullEps);
        return Head(writer, x);
    }

    private static string Head(OnnxWriter writer, string x) =>
        writer.Linear("fc", writer.Flatten("flat", writer.Node("GlobalAveragePool", "avgpool", [x])));

    private static string Block(
        OnnxWriter writer,
        string name,
        string input,
        double eps,
        int stride = 1,
        int padding = 0
    ) =>
        writer.Relu(
            name,
            writer.BatchNorm($"{name}.bn", writer.Convolution($"{name}.conv", input, stride, padding), eps)
        );

    private static string Inception(OnnxWriter writer, string name, string input, double eps)
    {
        string Branch(string branch, string x, int padding = 0) =>
            Block(writer, $"{name}.{branch}", x, eps, padding: padding);
        string[] branches =
        [
            Branch("branch1", input),
            Branch("branch2.1", Branch("branch2.0", input), padding: 1),
            Branch("branch3.1", Branch("branch3.0", input), padding: 1),
            Branch("branch4.1", writer.MaxPool($"{name}.branch4.0", input, 3, 1, padding: 1)),
        ];
        return writer.Node(
            "Concat",
            name,
            branches,
            new Proto.AttributeProto
            {
                Name = "axis",
                Type = Proto.AttributeProto.Types.AttributeType.Int,
                I = 1,
            }
        );
    }

    /// <summary>What <see cref="IInputTransform"/> does.</summary>
    private static string Transformed(OnnxWriter writer, string input)
    {
        Normalization from = Normalization.ImageNet;
        string scaled = writer.Node(
            "Mul",
            "input.scaled",
            [input, writer.PerChannel("input.scale", from.Std.Select(s => s / 0.5f))]
        );
        return writer.Node(
            "Add",
            "input.shifted",
            [scaled, writer.PerChannel("input.shift", from.Mean.Select(m => (m - 0.5f) / 0.5f))]
        );
    }
}
