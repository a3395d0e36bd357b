using RobustRepro.Files;

namespace RobustRepro.Datasets.Download;

/// <summary>Writes the entries of one archive into one new folder.</summary>
internal sealed class Unpacking(
    string archive,
    string folder,
    long mostBytes,
    IProgress<TransferProgress>? progress,
    CancellationToken cancellation
)
{
    private readonly byte[] buffer = new byte[1 << 17];
    private long written;

    public void AddFolder(string entry) => Directory.CreateDirectory(PathOf(entry));

    public void AddFile(string entry, Stream content)
    {
        string path = PathOf(entry);
        if (File.Exists(path) || Directory.Exists(path))
            throw Refused(entry, "is there twice");
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        }
        catch (IOException)
        {
            throw Refused(entry, "lies below a file");
        }
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
        for (int read; (read = content.Read(buffer)) > 0; )
        {
            cancellation.ThrowIfCancellationRequested();
            written += read;
            if (written > mostBytes)
                throw new InvalidInputException($"{archive}: unpacks to more than {mostBytes:N0} bytes; it is refused");
            file.Write(buffer, 0, read);
        }
        progress?.Report(new(written, null));
    }

    public InvalidInputException Refused(string entry, string problem) =>
        new($"{archive}: the entry '{CsvTable.Printable(entry)}' {problem}; the archive is refused as a whole");

    private string PathOf(string entry) => Path.Combine(folder, ArchivePath.Checked(entry, archive));
}
