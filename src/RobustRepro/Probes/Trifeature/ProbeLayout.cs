namespace RobustRepro.Probes.Trifeature;

/// <summary>What of a scene an image shows.</summary>
internal enum ProbeLayout
{
    /// <summary>A textured object on a background.</summary>
    TexturedObject,

    /// <summary>An object without texture on a background.</summary>
    FlatObject,

    /// <summary>An object without texture; the texture is around it.</summary>
    ObjectOnTexture,

    /// <summary>The texture over the whole image.</summary>
    TexturePatch,

    /// <summary>The background alone.</summary>
    Background,
}
