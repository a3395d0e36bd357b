namespace RobustRepro.ClaimTests;

/// <summary>Data that may lie in shared/data beside the repository.</summary>
internal static class SharedData
{
    /// <summary>The path of a file or folder there, whether it exists or not.</summary>
    public static string PathOf(params string[] parts) =>
        Path.Combine([Repository(), "..", "shared", "data", .. parts]);

    /// <summary>The path, or null where there is nothing.</summary>
    public static string? Find(params string[] parts) => Path.Exists(PathOf(parts)) ? PathOf(parts) : null;

    private static string Repository()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "RobustRepro.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? AppContext.BaseDirectory;
    }
}
