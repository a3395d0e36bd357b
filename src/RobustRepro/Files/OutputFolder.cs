namespace RobustRepro.Files;

/// <summary>A place that a command is going to write to.</summary>
public static class OutputFolder
{
    /// <summary>Makes the folder and writes a file there for a moment: what is wrong with it is better said before
    /// hours of work than after them.</summary>
    /// <exception cref="InvalidInputException">The path, or a folder above it, is a file, or a link to
    /// nothing.</exception>
    /// <exception cref="IOException">The disk is full or read-only.</exception>
    /// <exception cref="UnauthorizedAccessException">The user may not write there.</exception>
    public static void Prepare(string path)
    {
        Create(path);
        string probe = Path.Combine(path, $".{Path.GetRandomFileName()}.tmp");
        try
        {
            File.WriteAllBytes(probe, [0]);
        }
        finally
        {
            File.Delete(probe);
        }
    }

    /// <summary>Makes the folder where it is not there.</summary>
    /// <exception cref="InvalidInputException">The path, or a folder above it, is a file, or a link to
    /// nothing.</exception>
    internal static void Create(string path)
    {
        foreach (string at in Above(path))
            RequireNoDeadLink(at);
        if (FileInTheWay(path) is { } file)
            throw new InvalidInputException($"{file} is a file where a folder is needed; name another place");
        Directory.CreateDirectory(path);
    }

    /// <summary>The path itself, or a folder above it, where that is a file; else null.</summary>
    internal static string? FileInTheWay(string path) => Above(path).FirstOrDefault(File.Exists);

    /// <summary>The full path, and every folder above it.</summary>
    private static IEnumerable<string> Above(string path)
    {
        for (string? at = Path.GetFullPath(path); at is not null; at = Path.GetDirectoryName(at))
            yield return at;
    }

    /// <summary>A file can be written under this name: there is none yet, or one that it takes the place of.</summary>
    /// <exception cref="InvalidInputException">It is a folder, or a link to nothing.</exception>
    internal static void RequireFile(string path)
    {
        if (Directory.Exists(path) || Path.EndsInDirectorySeparator(path))
            throw new InvalidInputException($"{path} is a folder where a file is to be written; name the file");
        RequireNoDeadLink(path);
    }

    /// <summary>Whoever made the link meant what it leads to: nothing is put in its place.</summary>
    private static void RequireNoDeadLink(string path)
    {
        if (DeadLink.TargetOf(path) is { } target)
            throw new InvalidInputException(
                $"{path} is a link to {target}, which is not there; make that first, or name another place"
            );
    }
}
