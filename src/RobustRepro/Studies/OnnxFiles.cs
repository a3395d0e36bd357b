namespace RobustRepro.Studies;

/// <summary>ONNX files of networks that none of the suite's architectures is: a pair, or one file in both
/// parts.</summary>
/// <param name="Standard">The network in the part of S.</param>
/// <param name="Robust">The network in the part of R; it may be of another make.</param>
public sealed record OnnxFiles(string Standard, string Robust)
{
    /// <summary>What such networks are called where others have an architecture.</summary>
    public const string Architecture = "onnx";

    /// <summary>What is known of S.</summary>
    public OnnxReading OfStandard { get; init; } = new();

    /// <summary>What is known of R.</summary>
    public OnnxReading OfRobust { get; init; } = new();

    /// <summary>Whether a path names an ONNX file, by its extension: what a file to be written will be.</summary>
    public static bool IsNamed(string path) => Onnx.OnnxFile.IsNamed(path);

    /// <summary>Whether a file is one of ONNX: by its content where that is certain, else by its extension.</summary>
    public static bool Is(string path) => Onnx.OnnxFile.Is(path);
}
