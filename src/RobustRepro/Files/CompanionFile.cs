namespace RobustRepro.Files;

/// <summary>Files that systems put beside one's own, and that no reader means: hidden ones (<c>.DS_Store</c>), those
/// with macOS's attributes of another file (<c>._x.csv</c>) and what lies in its <c>__MACOSX</c>, those of Windows'
/// and Synology's folder views.</summary>
public static class CompanionFile
{
    private static readonly string[] Folders = ["__MACOSX", "@eaDir"],
        Files = ["Thumbs.db", "desktop.ini"];

    /// <summary>Whether a file, or a folder on the way to it, is of that kind.</summary>
    /// <param name="path">With slashes of either kind. Of an absolute path only the last part is looked at: a user's
    /// own folder may well be hidden.</param>
    public static bool Is(string path)
    {
        string[] parts = path.Split('/', '\\');
        if (Path.IsPathRooted(path))
            parts = parts[^1..];
        return parts.Any(p => p is ['.', not '.', ..] and not "..." || Folders.Contains(p))
            || Files.Contains(parts[^1], StringComparer.OrdinalIgnoreCase);
    }
}
