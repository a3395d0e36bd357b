namespace RobustRepro.Files;

/// <summary>Several files that belong together: they are written beside their place and put there when all of them are
/// complete. A disk that is full, or a process that ends on the way, leaves what was there before.</summary>
internal sealed class StagedFolder : IDisposable
{
    private const string Suffix = ".staged.tmp";

    private const string LockName = ".lock";

    private readonly string target;
    private readonly FileStream inUse;

    /// <param name="target">The folder that the files are for; made where it is not there.</param>
    public StagedFolder(string target)
    {
        this.target = target;
        OutputFolder.Create(target);
        foreach (string left in Directory.EnumerateDirectories(target, $".*{Suffix}"))
            RemoveIfAbandoned(left);
        Folder = Path.Combine(target, $".{Path.GetRandomFileName()}{Suffix}");
        Directory.CreateDirectory(Folder);
        inUse = new(Path.Combine(Folder, LockName), FileMode.Create, FileAccess.Write, FileShare.None);
    }

    /// <summary>Where to write them.</summary>
    public string Folder { get; }

    /// <summary>Puts the files in their place.</summary>
    /// <param name="last">The file, relative to the folder, that comes last: whoever finds it finds the rest.</param>
    /// <param name="replaced">Subfolders of which only these files are to remain, and the pattern of those that
    /// go.</param>
    /// <exception cref="InvalidInputException">Something else is in the way of one of them; then none is
    /// moved.</exception>
    public void Publish(string last, params IReadOnlyList<(string Subfolder, string Pattern)> replaced)
    {
        string[] files =
        [
            .. Directory
                .EnumerateFiles(Folder, "*", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(Folder, file))
                .Where(file => file != LockName),
        ];
        // all of them, before the first is moved: nothing of an older report is replaced where the rest could not be
        foreach (string file in files)
            RequirePlace(file);
        foreach (string file in files.Where(f => f != last))
            Move(file);
        HashSet<string> here = [.. files];
        foreach ((string subfolder, string pattern) in replaced)
        {
            string folder = Path.Combine(target, subfolder);
            if (!Directory.Exists(folder))
                continue;
            foreach (string file in Directory.EnumerateFiles(folder, pattern).ToArray())
            {
                if (!here.Contains(Path.GetRelativePath(target, file)))
                    File.Delete(file);
            }
        }
        Move(last);
    }

    public void Dispose()
    {
        inUse.Dispose();
        if (Directory.Exists(Folder))
            Directory.Delete(Folder, recursive: true);
    }

    /// <summary>What a process that was killed left behind. The lock of one that runs cannot be opened; clocks, which
    /// may jump, have no part in it.</summary>
    private static void RemoveIfAbandoned(string folder)
    {
        try
        {
            using (new FileStream(Path.Combine(folder, LockName), FileMode.Open, FileAccess.Write, FileShare.None)) { }
            Directory.Delete(folder, recursive: true);
        }
        catch (IOException)
        {
            // in use, or being removed by another process at this moment
        }
    }

    /// <exception cref="InvalidInputException">Something else is in the way of a file or of its folder.</exception>
    private void RequirePlace(string file)
    {
        string to = Path.Combine(target, file);
        if (Directory.Exists(to))
            throw new InvalidInputException($"{to} is a folder, and in the way of a file; name another place");
        OutputFolder.RequireFile(to);
        if (OutputFolder.FileInTheWay(Path.GetDirectoryName(to)!) is { } other)
            throw new InvalidInputException($"{other} is a file, and in the way of a folder; name another place");
    }

    private void Move(string file)
    {
        string to = Path.Combine(target, file);
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        File.Move(Path.Combine(Folder, file), to, overwrite: true);
    }
}
