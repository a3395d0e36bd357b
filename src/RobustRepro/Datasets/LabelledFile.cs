namespace RobustRepro.Datasets;

/// <summary>An image file and the classes of its two cues, -1 for none.</summary>
/// <param name="File">Index into <see cref="IImageFiles.Paths"/>.</param>
internal readonly record struct LabelledFile(int File, int Shape, int Texture);
