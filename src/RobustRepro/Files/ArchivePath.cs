namespace RobustRepro.Files;

/// <summary>Names of archive entries, which come from strangers.</summary>
internal static class ArchivePath
{
    /// <summary>The path with forward slashes. Within the archive's own folder by its letters; what lies on disk there
    /// already is not looked at.</summary>
    /// <param name="archive">The archive, as errors name it.</param>
    /// <exception cref="InvalidInputException">The path is absolute, has a drive, goes up (<c>..</c>), or is
    /// empty.</exception>
    public static string Checked(string entry, string archive)
    {
        string path = entry.Replace('\\', '/');
        string[] parts = path.TrimEnd('/').Split('/');
        bool leaves = path.StartsWith('/') || parts.Contains("..") || (path.Length > 1 && path[1] == ':');
        return leaves || path.Length == 0 || path.Contains('\0')
            ? throw new InvalidInputException(
                $"{archive}: the entry '{CsvTable.Printable(entry)}' points outside of the archive; it is "
                    + $"refused as a whole"
            )
            : string.Join('/', parts.Where(part => part is not ("" or ".")));
    }
}
