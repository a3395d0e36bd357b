using RobustRepro.Files;

namespace RobustRepro.Datasets.Download;

/// <summary>
/// A file that is not all there yet, NAME.part, beside it NAME.part.from: the address and the server's mark for its
/// version (ETag or date). Only with both the same may a download go on.
/// </summary>
internal sealed class PartialFile(string path)
{
    public string Path { get; } = path + ".part";

    private string Origin => Path + ".from";

    public long Length => File.Exists(Path) ? new FileInfo(Path).Length : 0;

    /// <summary>The version that the part is of, or null where nothing can be added to it.</summary>
    public string? VersionFrom(Uri url)
    {
        if (Length == 0 || !File.Exists(Origin))
            return null;
        string[] lines = File.ReadAllLines(Origin);
        return lines.Length == 2 && lines[0] == url.AbsoluteUri && lines[1].Length > 0 ? lines[1] : null;
    }

    /// <param name="keep">Bytes to keep; what follows is cut off.</param>
    /// <param name="version">Null where the server names none.</param>
    public FileStream Open(Uri url, string? version, long keep)
    {
        OutputFolder.Create(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path))!);
        // no other program may add to it meanwhile
        var stream = new FileStream(Path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);
        stream.SetLength(keep);
        stream.Position = keep;
        File.WriteAllLines(Origin, [url.AbsoluteUri, version ?? ""]);
        return stream;
    }

    /// <summary>It is whole: gives it its name.</summary>
    public void Complete(string path)
    {
        File.Move(Path, path, overwrite: true);
        File.Delete(Origin);
    }

    public void Delete()
    {
        foreach (string file in new[] { Path, Origin }.Where(File.Exists))
            File.Delete(file);
    }
}
