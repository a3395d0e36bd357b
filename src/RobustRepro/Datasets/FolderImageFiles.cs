using RobustRepro.Files;

namespace RobustRepro.Datasets;

/// <summary>The image files of a folder and its subfolders.</summary>
internal sealed class FolderImageFiles : IImageFiles
{
    // deep enough for every known layout; ends a loop of links
    private static readonly EnumerationOptions All = new()
    {
        RecurseSubdirectories = true,
        MaxRecursionDepth = 8,
        AttributesToSkip = FileAttributes.None,
        IgnoreInaccessible = false,
    };

    /// <exception cref="InvalidInputException">A subfolder cannot be read.</exception>
    public FolderImageFiles(string folder)
    {
        Source = Path.TrimEndingDirectorySeparator(folder);
        try
        {
            Paths =
            [
                .. Directory
                    .EnumerateFiles(folder, "*", All)
                    .Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/'))
                    .Where(ImageFiles.IsImage)
                    .Order(StringComparer.Ordinal),
            ];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException(
                $"{folder}: the folder cannot be read ({CsvTable.Printable(error.Message)})",
                error
            );
        }
    }

    public string Source { get; }

    public IReadOnlyList<string> Paths { get; }

    public byte[] Read(int index) => CsvTable.Load(Path.Combine(Source, Paths[index]));

    public byte[]? ReadBeside(string path) =>
        Path.Combine(Source, path) is var file && File.Exists(file) ? CsvTable.Load(file) : null;

    public void Dispose() { }
}
