namespace RobustRepro.Measuring.Store;

/// <summary>A file of the store.</summary>
/// <param name="Path">Full path.</param>
/// <param name="Bytes">Size of the file.</param>
/// <param name="About">What it says of itself; null where it cannot be read.</param>
/// <param name="Problem">Why it cannot be read; null where it can.</param>
public sealed record StoredEntry(string Path, long Bytes, StoredAbout? About, string? Problem)
{
    /// <summary>Whether this version of the code would read it.</summary>
    public bool IsCurrent => About?.DependsOn.Contains($"code: {CodeHash.Value}") == true;

    /// <summary>Whether the store may delete it: it has the name that the store gives, and is not of a later
    /// format.</summary>
    internal bool IsOurs => StoredFile.IsNameOfOurs(Path) && Problem?.Contains(StoredFile.OtherFormat) != true;
}
