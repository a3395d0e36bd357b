using System.Text;
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

    public void AddFolder(string entry) => Create(entry, PathOf(entry), "is there twice");

    public void AddFile(string entry, Stream content)
    {
        string path = PathOf(entry);
        if (File.Exists(path) || Directory.Exists(path))
            throw Refused(entry, "is there twice");
        Create(entry, Path.GetDirectoryName(path)!, "lies below a file");
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

    private void Create(string entry, string path, string problem)
    {
        // a full disk is no fault of the archive
        for (string? at = path; at is not null && at.Length > folder.Length; at = Path.GetDirectoryName(at))
        {
            if (File.Exists(at))
                throw Refused(entry, at == path ? problem : "lies below a file");
        }
        Directory.CreateDirectory(path);
    }

    public InvalidInputException Refused(string entry, string problem) =>
        new($"{archive}: the entry '{CsvTable.Printable(entry)}' {problem}; the archive is refused as a whole");

    /// <summary>Where an entry goes. Linux takes no part of a path of more than 255 bytes, and no path of more than
    /// 4,095.</summary>
    private string PathOf(string entry)
    {
        const int longestPart = 255,
            longestPath = 4095;
        string path = Path.Combine(folder, ArchivePath.Checked(entry, archive));
        return
            Encoding.UTF8.GetByteCount(path) > longestPath
            || path.Split('/').Any(p => Encoding.UTF8.GetByteCount(p) > longestPart)
            ? throw Refused(entry, "has too long a name")
            : path;
    }
}
