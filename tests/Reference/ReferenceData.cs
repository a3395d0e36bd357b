using System.Text.Json;

namespace RobustRepro.Tests.Reference;

/// <summary>
/// Reference values that the peers' own code produced: the folder named by ROBUSTREPRO_REFERENCE, else
/// <c>../shared/reference</c> seen from the
/// repository. Tests that need them carry <see cref="ReferenceFactAttribute"/> or
/// <see cref="ReferenceTheoryAttribute"/>.
/// </summary>
public static class ReferenceData
{
    private const string Variable = "ROBUSTREPRO_REFERENCE";

    /// <summary>The folder that holds RobustRepro.sln.</summary>
    public static string RepositoryRoot { get; } = FindRoot();

    public static string Folder { get; } =
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given
            ? System.IO.Path.GetFullPath(given)
            : System.IO.Path.GetFullPath(System.IO.Path.Combine(RepositoryRoot, "..", "shared", "reference"));

    public static bool Exists => Directory.Exists(Folder);

    /// <summary>The seed the inputs are made from.</summary>
    public static long Seed
    {
        get
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Path("seed.json")));
            return document.RootElement.GetProperty("seed").GetInt64();
        }
    }

    /// <summary>A file or folder under <see cref="Folder"/>; "..", "data" for the data beside it.</summary>
    public static string Path(params string[] parts) =>
        System.IO.Path.GetFullPath(System.IO.Path.Combine([Folder, .. parts]));

    /// <summary>Why a test cannot run, or null where every part is there.</summary>
    /// <param name="parts">Files or folders with forward slashes, relative to <see cref="Folder"/>.</param>
    internal static string? Missing(string[] parts)
    {
        if (!Exists)
            return $"no reference values at {Folder}; set {Variable} to the folder that holds them";
        return
            parts.Select(part => Path(part)).FirstOrDefault(p => !File.Exists(p) && !Directory.Exists(p)) is { } absent
            ? $"the reference values lack {absent}"
            : null;
    }

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "RobustRepro.sln")))
                return folder.FullName;
        }
        return AppContext.BaseDirectory;
    }
}
