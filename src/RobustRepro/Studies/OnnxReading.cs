namespace RobustRepro.Studies;

/// <summary>What must be known of an ONNX file besides its path.</summary>
public sealed record OnnxReading
{
    /// <summary>Whether anything was said.</summary>
    public bool IsSaid => Normalization is not null || Layers.Count > 0 || ClassNames is not null;

    /// <summary>What the network expects of pixels, as the option names it: imagenet, cifar10, centred, none, in-graph,
    /// or MEAN/STD. Null for what the file says of itself, or none.</summary>
    public string? Normalization { get; init; }

    /// <summary>Layers to look into, by their names here or in the file; empty for the last activation of each
    /// stage.</summary>
    public IReadOnlyList<string> Layers { get; init; } = [];

    /// <summary>A file with a class name per line, in the order of the network's answers; null where they are in the
    /// study's order.</summary>
    public string? ClassNames { get; init; }

    /// <summary>What is known of another file, where it was said; of the rest, what is known of this one.</summary>
    public OnnxReading With(OnnxReading other) =>
        new()
        {
            Normalization = other.Normalization ?? Normalization,
            Layers = other.Layers.Count > 0 ? other.Layers : Layers,
            ClassNames = other.ClassNames ?? ClassNames,
        };
}
