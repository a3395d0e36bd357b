using RobustRepro.Files;
using RobustRepro.Models;

namespace RobustRepro.Onnx;

/// <summary>What an ONNX file holds, in words.</summary>
/// <param name="Facts">What and its text, one per line.</param>
/// <param name="Nodes">Layer name, operator and shape of the output for one image, in the order they run in.</param>
public sealed record OnnxInspection(
    IReadOnlyList<(string What, string Text)> Facts,
    IReadOnlyList<(string Layer, string Operator, string Shape)> Nodes
)
{
    /// <summary>Side that images are tried with where the file takes any, in pixels.</summary>
    private const int Tried = 224;

    /// <summary>Reads a file and tries it on noise.</summary>
    /// <exception cref="InvalidInputException">As for a network that is to be measured.</exception>
    public static OnnxInspection Of(string path)
    {
        using OnnxNetwork network = OnnxNetwork.Open(path, Tried);
        IReadOnlyList<string> layers = OnnxLayers.Default(network);
        IReadOnlyList<SpatialConvolution> filters = SpatialConvolution.Of(network);
        return new(
            [
                ("file", $"{path}, {new FileInfo(path).Length:N0} bytes"),
                ("format", $"ONNX; {network.Origin}"),
                (
                    "images",
                    network.Input
                        + (
                            network.OneByOne
                                ? ", one by one: the graph is made for a single image"
                                : ", any number at once"
                        )
                ),
                ("answers", $"{network.Classes}{(network.WithoutSoftmax ? ", before the softmax at the end" : "")}"),
                ("parameters", $"{network.Values:N0}"),
                ("normaliser", InputNormalization.Found(network) ?? "none at the beginning of the graph"),
                (
                    "filters",
                    filters is [var first, ..]
                        ? $"{filters.Count} spatial convolutions, the first '{first.Name}': "
                            + string.Join(" x ", first.Weight.shape)
                        : "no spatial convolution: only claims about decisions can be judged"
                ),
                ("layers", layers.Count > 0 ? string.Join(" ", layers) : "none to look into; name some with --layers"),
                .. network.Metadata.Select(m => ("metadata", Printable.Name($"{m.Key} = {m.Value}"))),
            ],
            [
                .. network.Layers.Select(l =>
                    (l.LayerName, Printable.Name(l.Node.Type), string.Join(" x ", network.Shapes[l]))
                ),
            ]
        );
    }
}
