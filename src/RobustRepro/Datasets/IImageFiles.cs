using RobustRepro.Files;

namespace RobustRepro.Datasets;

/// <summary>The image files (.jpg, .jpeg, .png) of a folder or of a zip. Several threads may read.</summary>
internal interface IImageFiles : IDisposable
{
    /// <summary>The folder or zip, as errors name it.</summary>
    string Source { get; }

    /// <summary>Relative, with forward slashes, in ordinal order: nothing depends on the order a file system or an
    /// archive has.</summary>
    IReadOnlyList<string> Paths { get; }

    /// <summary>The content of a file.</summary>
    /// <exception cref="InvalidInputException">It cannot be read.</exception>
    byte[] Read(int index);

    /// <summary>The content of a file beside the images, for example a list of their classes; null where there is
    /// none.</summary>
    /// <param name="path">As in <see cref="Paths"/>.</param>
    /// <exception cref="InvalidInputException">It cannot be read.</exception>
    byte[]? ReadBeside(string path);

    /// <summary>A file, as errors name it.</summary>
    string NameOf(int index) => Printable.Line($"{Source}/{Paths[index]}");
}
