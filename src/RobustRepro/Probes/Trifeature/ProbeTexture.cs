using RobustRepro.Stimuli.Trifeature;

namespace RobustRepro.Probes.Trifeature;

/// <summary>The probe's textures: first the ten of <see cref="TrifeatureTexture"/>, then five that no network was
/// trained on.</summary>
public enum ProbeTexture
{
    HorizontalStripes,
    VerticalStripes,
    DiagonalStripes,
    Grid,
    Dots,
    Checkerboard,
    Zigzag,
    Noise,
    Rings,
    Crosses,
    Bricks,
    Honeycomb,
    Maze,
    Weave,
    Scales,
}
