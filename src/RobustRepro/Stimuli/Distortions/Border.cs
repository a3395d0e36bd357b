namespace RobustRepro.Stimuli.Distortions;

/// <summary>What lies beyond the border of an image.</summary>
internal enum Border
{
    /// <summary>Nothing: 0.</summary>
    Zero,

    /// <summary>The pixel at the border: a a | a b c | c c.</summary>
    Nearest,

    /// <summary>The image mirrored at the edge of its last pixel, as SciPy's "reflect": b a | a b c | c b.</summary>
    Reflect,

    /// <summary>The image mirrored at the centre of its last pixel, as OpenCV's "reflect 101": c b | a b c | b
    /// a.</summary>
    Mirror,
}
