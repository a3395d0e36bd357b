namespace RobustRepro.Probes.Trifeature;

/// <summary>The kinds of backgrounds: first that of the training images, then five others. All vary around the
/// background's colour.</summary>
public enum ProbeBackground
{
    /// <summary>Soft and coloured, as in training images.</summary>
    Shaded,

    /// <summary>One colour.</summary>
    Plain,

    /// <summary>From dark to light along one direction.</summary>
    Gradient,

    /// <summary>Soft stripes of 14 to 22 pixels, coarser than those of any texture.</summary>
    Bands,

    /// <summary>Squares of 9 to 13 pixels, each of its own brightness.</summary>
    Mosaic,

    /// <summary>Scattered light and dark specks.</summary>
    Speckle,
}
