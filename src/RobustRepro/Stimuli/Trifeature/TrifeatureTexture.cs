namespace RobustRepro.Stimuli.Trifeature;

/// <summary>The ten textures; class k is shape k with texture k.</summary>
internal enum TrifeatureTexture
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
}
