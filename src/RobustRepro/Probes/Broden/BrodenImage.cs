namespace RobustRepro.Probes.Broden;

/// <summary>A row of index.csv.</summary>
/// <param name="Source">File and line, as errors name them.</param>
/// <param name="Image">Relative to the folder of images.</param>
/// <param name="Height">Of the label maps.</param>
/// <param name="Width">Of the label maps.</param>
/// <param name="LabelMaps">PNG files, relative to the folder of images.</param>
/// <param name="WholeImage">Labels of the whole image.</param>
internal sealed record BrodenImage(
    string Source,
    string Image,
    int Height,
    int Width,
    string[] LabelMaps,
    int[] WholeImage
);
