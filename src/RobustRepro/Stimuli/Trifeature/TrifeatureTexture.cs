namespace RobustRepro.Stimuli.Trifeature;

/// <summary>The ten textures; class k is shape k with texture k.</summary>
public enum TrifeatureTexture
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
