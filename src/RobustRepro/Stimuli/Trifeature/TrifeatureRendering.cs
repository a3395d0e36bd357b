namespace RobustRepro.Stimuli.Trifeature;

/// <summary>What of a scene is drawn.</summary>
public enum TrifeatureRendering
{
    /// <summary>A coloured, textured object on a coloured background.</summary>
    Intact,

    /// <summary>The object in its colour, without its texture.</summary>
    Flat,

    /// <summary>The shape filled black on white.</summary>
    Silhouette,

    /// <summary>The shape's outline, one pixel wide, white on black (as the edge maps of Geirhos et al. 2019 after
    /// inversion, and of the paper).</summary>
    Contour,

    /// <summary>The object's texture and colour over the whole image, no shape.</summary>
    TexturePatch,
}
