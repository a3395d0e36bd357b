using System.Text.Json;

namespace RobustRepro.Tests.Reference;

/// <summary>
/// The peers' reference values: a folder beside the repository's, or where the environment variable ROBUSTREPRO_REFERENCE says. Nothing in
/// the tests depends on its seed, so that another folder of the same kind can take its place.
/// </summary>
public static class ReferenceData
{
    /// <summary>The folder that holds RobustRepro.sln.</summary>
    public static string RepositoryRoot { get; } = FindRoot();

    public static string Folder { get; } = Environment.GetEnvironmentVariable("ROBUSTREPRO_REFERENCE") is { Length: > 0 } given
        ? given
        : System.IO.Path.GetFullPath(System.IO.Path.Combine(RepositoryRoot, "..", "shared", "reference"));

    public static bool Exists => Directory.Exists(Folder);

    /// <summary>Of the reference inputs, which are made by a hash.</summary>
    public static long Seed
    {
        get
        {
            using JsonDocument json = JsonDocument.Parse(File.ReadAllText(Path("seed.json")));
            return json.RootElement.GetProperty("seed").GetInt64();
        }
    }

    public static string Path(params string[] parts) => System.IO.Path.Combine([Folder, .. parts]);

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "RobustRepro.sln")))
                return folder.FullName;
        }
        throw new DirectoryNotFoundException($"no folder above {AppContext.BaseDirectory} holds RobustRepro.sln");
    }
}
