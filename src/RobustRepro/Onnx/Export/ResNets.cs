using RobustRepro.Models;

namespace RobustRepro.Onnx.Export;

/// <summary>ResNet-50, small and full, as a graph.</summary>
internal static class ResNets
{
    private const double Eps = ConvolutionBlock.DefaultEps;

    public static string Small(OnnxWriter writer, string input, int stride)
    {
        string x = writer.Convolution("conv1.conv", input, stride, stride == 2 ? 3 : 2);
        x = writer.Relu("conv1", writer.BatchNorm("conv1.bn", x, Eps));
        x = writer.MaxPool("maxpool", x, 2, 2);
        return Head(writer, Stages(writer, x, [2, 2, 2]));
    }

    /// <summary>The layer conv1 is hooked before its batch norm.</summary>
    public static string Full(OnnxWriter writer, string input)
    {
        string x = writer.Convolution("conv1", input, 2, 3, output: "conv1");
        x = writer.Relu("relu", writer.BatchNorm("bn1", x, Eps));
        x = writer.MaxPool("maxpool", x, 3, 2, padding: 1);
        return Head(writer, Stages(writer, x, [3, 4, 6, 3]));
    }

    private static string Head(OnnxWriter writer, string x) =>
        writer.Linear("fc", writer.Flatten("flat", writer.Node("GlobalAveragePool", "avgpool", [x])));

    private static string Stages(OnnxWriter writer, string x, int[] blocks)
    {
        for (int stage = 1; stage <= blocks.Length; stage++)
        for (int block = 0; block < blocks[stage - 1]; block++)
            x = Block(
                writer,
                $"layer{stage}.{block}",
                // the last block's output is the stage's
                block == blocks[stage - 1] - 1
                    ? $"layer{stage}"
                    : $"layer{stage}.{block}",
                x,
                stage > 1 && block == 0 ? 2 : 1
            );
        return x;
    }

    private static string Block(OnnxWriter writer, string name, string output, string input, int stride)
    {
        string Normed(string convolution, string norm, string x, int step, int padding) =>
            writer.BatchNorm($"{name}.{norm}", writer.Convolution($"{name}.{convolution}", x, step, padding), Eps);
        string y = writer.Relu($"{name}.relu1", Normed("conv1", "bn1", input, 1, 0));
        y = writer.Relu($"{name}.relu2", Normed("conv2", "bn2", y, stride, 1));
        y = Normed("conv3", "bn3", y, 1, 0);
        string shortcut = writer.Has($"{name}.downsample.0.weight")
            ? Normed("downsample.0", "downsample.1", input, stride, 0)
            : input;
        return writer.Relu(output, writer.Node("Add", $"{name}.sum", [y, shortcut]));
    }
}
