using System.Formats.Tar;
using System.IO.Compression;
using RobustRepro.Files;

namespace RobustRepro.Datasets.Download;

/// <summary>Unpacks zip and tar archives of strangers: nothing is written outside of the folder, no links are made, and
/// a failure leaves nothing.</summary>
internal static class Archive
{
    /// <summary>More than any data set here unpacks to.</summary>
    private const long MostBytes = 64L << 30;

    private static readonly string[] Extensions = [".zip", ".tar", ".tar.gz", ".tgz"];

    /// <summary>By the name's ending.</summary>
    public static bool IsArchive(string path) =>
        Extensions.Any(e => path.EndsWith(e, StringComparison.OrdinalIgnoreCase));

    /// <summary>Unpacks into a folder that comes into being when all is done. Where the archive holds a single folder,
    /// the folder's content is what is unpacked.</summary>
    /// <param name="archive">A .zip, .tar, .tar.gz or .tgz file.</param>
    /// <param name="folder">Must not exist.</param>
    /// <exception cref="InvalidInputException">The archive is damaged, points outside of itself, holds links or
    /// devices, or a file twice, or the folder exists.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static void Unpack(
        string archive,
        string folder,
        IProgress<TransferProgress>? progress = null,
        CancellationToken cancellation = default
    ) => Unpack(archive, folder, MostBytes, progress, cancellation);

    /// <param name="mostBytes">An archive that holds more is refused.</param>
    internal static void Unpack(
        string archive,
        string folder,
        long mostBytes,
        IProgress<TransferProgress>? progress,
        CancellationToken cancellation
    )
    {
        string target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)),
            temporary = $"{target}.{Environment.ProcessId}.tmp";
        if (Directory.Exists(target) || File.Exists(target))
            throw new InvalidInputException($"{folder}: is there already; move it away to unpack {archive}");
        Directory.CreateDirectory(temporary);
        using var unfinished = new Unfinished(temporary);
        try
        {
            using (FileStream stream = File.OpenRead(archive))
            {
                var unpacking = new Unpacking(archive, temporary, mostBytes, progress, cancellation);
                if (archive.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
                    FromZip(stream, unpacking);
                else
                    FromTar(stream, archive.EndsWith(".tar", StringComparison.OrdinalIgnoreCase), unpacking);
            }
            string[] top = Directory.GetFileSystemEntries(temporary);
            Directory.Move(top.Length == 1 && Directory.Exists(top[0]) ? top[0] : temporary, target);
        }
        catch (InvalidDataException error)
        {
            throw new InvalidInputException(
                $"{archive}: the archive is damaged or cut off ({CsvTable.Printable(error.Message)})",
                error
            );
        }
        catch (EndOfStreamException error)
        {
            throw new InvalidInputException($"{archive}: the archive is cut off", error);
        }
        // what .NET says of numbers in a header that are none
        catch (Exception error)
            when (error is OverflowException or ArgumentException or NotSupportedException or FormatException)
        {
            throw new InvalidInputException(
                $"{archive}: the archive is damaged, or of a kind that is not read "
                    + $"({CsvTable.Printable(error.Message)})",
                error
            );
        }
        finally
        {
            if (Directory.Exists(temporary))
                Directory.Delete(temporary, recursive: true);
        }
    }

    private static void FromZip(Stream stream, Unpacking unpacking)
    {
        // as Unix writes them: the upper half holds the file's mode, whose upper four bits are its type
        const int typeMask = 0xF000,
            regular = 0x8000,
            directory = 0x4000;
        using var zip = new ZipArchive(stream, ZipArchiveMode.Read);
        foreach (ZipArchiveEntry entry in zip.Entries)
        {
            int type = (entry.ExternalAttributes >> 16) & typeMask;
            if (type is not (0 or regular or directory))
                throw unpacking.Refused(entry.FullName, "is a link or a device");
            if (entry.FullName.EndsWith('/') || entry.FullName.EndsWith('\\') || type == directory)
            {
                unpacking.AddFolder(entry.FullName);
            }
            else
            {
                using Stream content = entry.Open();
                unpacking.AddFile(entry.FullName, content);
            }
        }
    }

    private static void FromTar(Stream stream, bool plain, Unpacking unpacking)
    {
        using Stream unzipped = plain ? stream : new GZipStream(stream, CompressionMode.Decompress);
        using var tar = new TarReader(unzipped);
        while (tar.GetNextEntry() is { } entry)
        {
            switch (entry.EntryType)
            {
                case TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile:
                    unpacking.AddFile(entry.Name, entry.DataStream ?? Stream.Null);
                    break;
                case TarEntryType.Directory or TarEntryType.DirectoryList:
                    unpacking.AddFolder(entry.Name);
                    break;
                case TarEntryType.GlobalExtendedAttributes or TarEntryType.ExtendedAttributes:
                    break;
                default:
                    throw unpacking.Refused(entry.Name, $"is a link or a device ({entry.EntryType})");
            }
        }
    }
}
