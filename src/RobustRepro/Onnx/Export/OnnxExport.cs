using RobustRepro.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Onnx.Export;

/// <summary>The suite's own networks as ONNX files, for other programs and for comparison. Batch norms stay apart from
/// the convolutions before them, so that filters are what they were; layers keep their names.</summary>
public static class OnnxExport
{
    /// <summary>Metadata of a file: what the network expects of pixels, and the layers that are hooked.</summary>
    internal const string NormalizationKey = "robustrepro.normalization",
        LayersKey = "robustrepro.layers";

    private const string Input = "image";

    /// <summary>Writes a network in evaluation mode.</summary>
    /// <param name="path">The file, written atomically.</param>
    /// <param name="model">One that <see cref="ModelRegistry"/> made. What it does to pixels is not part of the graph:
    /// the file says it beside.</param>
    /// <param name="architecture">The network's.</param>
    /// <param name="inputSize">Side of its images in pixels.</param>
    /// <param name="classes">Number of its logits.</param>
    public static void Write(string path, NormalizedModel model, Architecture architecture, int inputSize, int classes)
    {
        using DisposeScope scope = NewDisposeScope();
        var writer = new OnnxWriter(model.Network.state_dict());
        int stride = inputSize == 64 ? 2 : 1;
        string logits = model.Network switch
        {
            SmallAlexNet => AlexNets.Small(writer, Input, stride),
            AlexNet => AlexNets.Full(writer, Input),
            SmallGoogLeNet => GoogLeNets.Small(writer, Input, stride),
            GoogLeNet network => GoogLeNets.Full(writer, Input, network.TransformInput),
            SmallResNet => ResNets.Small(writer, Input, stride),
            ResNet50 => ResNets.Full(writer, Input),
            _ => throw new ArgumentException($"{architecture.Name} is no network of the suite", nameof(model)),
        };
        writer.Save(
            path,
            Input,
            inputSize,
            logits,
            classes,
            new Dictionary<string, string>
            {
                [NormalizationKey] = model.Normalization.ToOption(),
                [LayersKey] = string.Join(' ', architecture.Layers),
            }
        );
    }
}
