namespace RobustRepro.Studies;

/// <summary>ONNX files of networks that none of the suite's architectures is: a pair, or one file in both
/// parts.</summary>
/// <param name="Standard">The network in the part of S.</param>
/// <param name="Robust">The network in the part of R.</param>
/// <param name="Normalization">What the networks expect of pixels, as the option names it: imagenet, cifar10, centred,
/// none, in-graph, or MEAN/STD. Null for what the file says of itself, or none.</param>
/// <param name="Layers">Layers to look into, by their names here or in the file; empty for the last activation of each
/// stage.</param>
public sealed record OnnxFiles(
    string Standard,
    string Robust,
    string? Normalization = null,
    params IReadOnlyList<string> Layers
)
{
    /// <summary>What such networks are called where others have an architecture.</summary>
    public const string Architecture = "onnx";

    /// <summary>Whether a path names an ONNX file, by its extension.</summary>
    public static bool Is(string path) => Onnx.OnnxFile.Is(path);
}
