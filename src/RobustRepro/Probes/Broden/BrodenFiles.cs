using System.IO.Compression;
using RobustRepro.Files;

namespace RobustRepro.Probes.Broden;

/// <summary>The files of Broden: a folder, or the zip that it comes as, read without unpacking it. Several threads may
/// read.</summary>
internal sealed class BrodenFiles
{
    private const string Index = "index.csv";

    private readonly Func<string, bool> has;
    private readonly Func<string, byte[]> read;

    private BrodenFiles(string root, Func<string, bool> has, Func<string, byte[]> read)
    {
        Root = root;
        this.has = has;
        this.read = read;
    }

    /// <summary>The folder with index.csv, as errors name it.</summary>
    public string Root { get; }

    /// <param name="path">The folder with index.csv or one above it, or a zip of either.</param>
    /// <exception cref="InvalidInputException">There is nothing, or no zip.</exception>
    public static BrodenFiles Open(string path)
    {
        if (Directory.Exists(path))
            return Folder(path);
        if (File.Exists(path))
            return Zip(path);
        throw new InvalidInputException(
            $"{path}: there is no such folder; expected one with Broden's index.csv, or Broden's zip"
        );
    }

    /// <param name="name">Relative, with forward slashes.</param>
    public bool Has(string name) => has(name);

    /// <exception cref="InvalidInputException">It is absent or cannot be read.</exception>
    public byte[] Read(string name) => read(name);

    /// <summary>A file, as errors name it.</summary>
    public string NameOf(string name) => Path.Combine(Root, name);

    private static BrodenFiles Folder(string path)
    {
        string root = path;
        if (!File.Exists(Path.Combine(path, Index)))
        {
            string[] below = [.. Directory.GetDirectories(path).Where(d => File.Exists(Path.Combine(d, Index)))];
            root = below is [var only] ? only : path;
        }
        return new(
            root,
            name => File.Exists(Path.Combine(root, name)),
            name => CsvTable.Load(Path.Combine(root, name))
        );
    }

    private static BrodenFiles Zip(string path)
    {
        ZipArchive archive;
        Dictionary<string, ZipArchiveEntry> entries;
        try
        {
            archive = ZipFile.OpenRead(path);
            entries = archive
                .Entries.Select(e => (Path: ArchivePath.Checked(e.FullName, path), Entry: e))
                .Where(e => !CompanionFile.Is(e.Path))
                .DistinctBy(e => e.Path)
                .ToDictionary(e => e.Path, e => e.Entry, StringComparer.Ordinal);
        }
        catch (Exception error) when (error is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw ZipReading.Damaged(path, error);
        }
        string index =
            entries
                .Keys.Where(k => k == Index || k.EndsWith("/" + Index, StringComparison.Ordinal))
                .MinBy(k => k.Length)
            ?? throw new InvalidInputException($"{path}: there is no {Index} in it; expected Broden's zip");
        string front = index[..^Index.Length];
        var gate = new Lock();
        return new(
            Path.Combine(path, front.TrimEnd('/')),
            name => entries.ContainsKey(front + name),
            name =>
                entries.TryGetValue(front + name, out ZipArchiveEntry? entry)
                    ? ZipReading.Content(entry, gate, $"{path}/{front}{name}", "files")
                    : throw new InvalidInputException($"{path}/{front}{name}: there is no such file")
        );
    }
}
