namespace RobustRepro.Probes;

/// <summary>What one image of a probe shows, and where.</summary>
/// <param name="Height">Of the label maps, in pixels.</param>
/// <param name="Width">Of the label maps, in pixels.</param>
/// <param name="Maps">Row-major label maps of concept numbers, 0 for none. Several may label the same pixel: an object,
/// its part, its colour.</param>
/// <param name="WholeImage">Numbers of concepts that hold for the whole image (scenes, textures of Broden).</param>
public sealed record ImageConcepts(int Height, int Width, IReadOnlyList<ushort[]> Maps, IReadOnlyList<int> WholeImage);
