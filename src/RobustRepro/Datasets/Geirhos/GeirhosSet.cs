namespace RobustRepro.Datasets.Geirhos;

/// <summary>The stimuli of Geirhos et al. (2019), <c>stimuli/</c> of github.com/rgeirhos/texture-vs-shape, that are
/// given out under CC BY 4.0.</summary>
public enum GeirhosSet
{
    /// <summary>The shape of one class with the texture of another or the same (style-transfer-preprocessed-512, 1,280
    /// images; the texture is the class of the style image).</summary>
    CueConflict,

    /// <summary>Edges, black on white (160 images).</summary>
    Edges,

    /// <summary>Objects filled with black, on white (160 images).</summary>
    Silhouettes,
}
