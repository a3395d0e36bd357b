namespace RobustRepro.Files;

/// <summary>A folder that a command is going to write to.</summary>
public static class OutputFolder
{
    /// <summary>Makes the folder and writes a file there for a moment: what is wrong with it is better said before
    /// hours of work than after them.</summary>
    /// <exception cref="InvalidInputException">The path, or a folder above it, is a file.</exception>
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
    /// <exception cref="InvalidInputException">The path, or a folder above it, is a file.</exception>
    internal static void Create(string path)
    {
        for (string? at = Path.GetFullPath(path); at is not null; at = Path.GetDirectoryName(at))
        {
            if (File.Exists(at))
                throw new InvalidInputException($"{at} is a file where a folder is needed; name another place");
        }
        Directory.CreateDirectory(path);
    }
}
