using RobustRepro.Models;
using RobustRepro.Onnx;
using RobustRepro.Onnx.Export;

namespace RobustRepro.Studies;

/// <summary>What is done to pixels before a network from an ONNX file sees them.</summary>
/// <param name="Name">As the option names it.</param>
/// <param name="Normalization">Mean and deviation.</param>
internal sealed record NormalizationChoice(string Name, Normalization Normalization)
{
    /// <summary>Normalisations that have a name.</summary>
    public static IReadOnlyList<NormalizationChoice> Named { get; } =
    [
        new("none", Normalization.None),
        new("imagenet", Normalization.ImageNet),
        new("cifar10", Normalization.Cifar10),
        new("centred", Normalization.Centred),
        // what TensorFlow's networks often expect: pixels in [-1, 1]
        new("0.5/0.5", new([0.5f, 0.5f, 0.5f], [0.5f, 0.5f, 0.5f])),
    ];

    public override string ToString() => Name;

    /// <param name="option">Null for what the file says of itself; none where it says nothing.</param>
    /// <exception cref="InvalidInputException">The option is none of these, or says that the graph normalises, which it
    /// does not.</exception>
    public static NormalizationChoice Of(string? option, OnnxNetwork network)
    {
        if (option is null)
            return
                network.Metadata.TryGetValue(OnnxExport.NormalizationKey, out string? own)
                && Normalization.Parse(own) is { } said
                ? new(own, said)
                : Named[0];
        if (option == "in-graph")
            return InputNormalization.Found(network) is not null
                ? new(option, Normalization.None)
                : throw new InvalidInputException(
                    $"{network.Path}: --normalization in-graph, but the graph does not begin with one (a Sub and "
                        + "Div, a Mul and Add, or a BatchNormalization)"
                );
        return Named.FirstOrDefault(n => n.Name == option)
            ?? (
                Normalization.Parse(option) is { } given
                    ? new(option, given)
                    : throw new InvalidInputException(
                        $"--normalization '{option}': expected imagenet, cifar10, centred, none, in-graph, or means "
                            + "and deviations such as 0.485,0.456,0.406/0.229,0.224,0.225"
                    )
            );
    }
}
