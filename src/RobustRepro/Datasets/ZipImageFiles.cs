using System.IO.Compression;
using RobustRepro.Files;

namespace RobustRepro.Datasets;

/// <summary>The image files in a zip, read without unpacking it.</summary>
internal sealed class ZipImageFiles : IImageFiles
{
    /// <summary>No image file is larger; an entry that claims to be is refused before memory is taken for it.</summary>
    private const long MostBytes = 256L << 20;

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
                throw Damaged(path, error);
            throw;
        }
    }

    public string Source { get; }

    public IReadOnlyList<string> Paths { get; }

    public byte[] Read(int index)
    {
        ZipArchiveEntry entry = entries[index];
        if (entry.Length > MostBytes)
            throw new InvalidInputException(
                $"{Source}/{Paths[index]} has {entry.Length:N0} bytes; image files of more than "
                    + $"{MostBytes:N0} bytes are refused"
            );
        var content = new byte[entry.Length];
        try
        {
            // an archive has one position in its file
            lock (gate)
            {
                using Stream stream = entry.Open();
                stream.ReadExactly(content);
            }
            return content;
        }
        catch (Exception error) when (error is InvalidDataException or IOException)
        {
            throw new InvalidInputException(
                $"{Source}/{Paths[index]} cannot be read ({CsvTable.Printable(error.Message)}): the zip is "
                    + $"damaged, cut off, or packed otherwise than by deflate",
                error
            );
        }
    }

    public void Dispose() => archive.Dispose();

    private static ZipArchive Opened(string path)
    {
        try
        {
            return ZipFile.OpenRead(path);
        }
        catch (InvalidDataException error)
        {
            throw Damaged(path, error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException(
                $"{path}: the file cannot be read ({CsvTable.Printable(error.Message)})",
                error
            );
        }
    }

    private static InvalidInputException Damaged(string path, Exception error) =>
        new($"{path}: this is no zip file, or it is damaged or cut off ({CsvTable.Printable(error.Message)})", error);
}
