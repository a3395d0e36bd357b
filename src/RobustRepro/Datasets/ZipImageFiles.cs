using System.IO.Compression;
using RobustRepro.Files;

namespace RobustRepro.Datasets;

/// <summary>The image files in a zip, read without unpacking it.</summary>
internal sealed class ZipImageFiles : IImageFiles
{
    private readonly Lock gate = new();
    private readonly ZipArchive archive;
    private readonly ZipArchiveEntry[] entries;

    /// <exception cref="InvalidInputException">It is no zip, has an entry that points outside of it, or two of one
    /// name.</exception>
    public ZipImageFiles(string path)
    {
        Source = path;
        archive = Opened(path);
        try
        {
            var images = archive
                .Entries.Select(entry => (Path: ArchivePath.Checked(entry.FullName, path), Entry: entry))
                .Where(e => ImageFiles.IsImage(e.Path))
                .OrderBy(e => e.Path, StringComparer.Ordinal)
                .ToArray();
            Paths = [.. images.Select(e => e.Path)];
            entries = [.. images.Select(e => e.Entry)];
            if (Paths.Zip(Paths.Skip(1)).FirstOrDefault(pair => pair.First == pair.Second) is { First: { } twice })
                throw new InvalidInputException($"{path}: there are two entries '{CsvTable.Printable(twice)}'");
        }
        catch (Exception error)
        {
            archive.Dispose();
            if (error is InvalidDataException)
                throw ZipReading.Damaged(path, error);
            throw;
        }
    }

    public string Source { get; }

    public IReadOnlyList<string> Paths { get; }

    public byte[] Read(int index) =>
        ZipReading.Content(entries[index], gate, Printable.Line($"{Source}/{Paths[index]}"), "image files");

    public byte[]? ReadBeside(string path) =>
        archive.GetEntry(path) is { } entry ? ZipReading.Content(entry, gate, $"{Source}/{path}", "files") : null;

    public void Dispose() => archive.Dispose();

    private static ZipArchive Opened(string path)
    {
        try
        {
            return ZipFile.OpenRead(path);
        }
        catch (InvalidDataException error)
        {
            throw ZipReading.Damaged(path, error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException(
                $"{path}: the file cannot be read ({CsvTable.Printable(error.Message)})",
                error
            );
        }
    }
}
