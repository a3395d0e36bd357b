using System.Text.Json;

namespace RobustRepro.Tests.Reference;

/// <summary>
/// Reference values that the peers' own code produced: <c>tests/Reference/data</c>, whose README says of each file how
/// it was made, or the folder with the same files that ROBUSTREPRO_REFERENCE names. Tests that read them carry
/// <see cref="ReferenceFactAttribute"/> or <see cref="ReferenceTheoryAttribute"/>.
/// </summary>
public static class ReferenceData
{
    private const string Variable = "ROBUSTREPRO_REFERENCE";

    /// <summary>Begins the name of a part that is data, which lie beside the reference values and not among
    /// them.</summary>
    private const string DataPrefix = "../data/";

    /// <summary>The folder that holds RobustRepro.sln.</summary>
    public static string RepositoryRoot { get; } = FindRoot();

    /// <summary>The reference values that come with the repository, whatever the environment says.</summary>
    public static string RepositoryFolder { get; } =
        System.IO.Path.Combine(RepositoryRoot, "tests", "Reference", "data");

    /// <summary>Where the tests read reference values.</summary>
    public static string Folder { get; } = Given is { } given ? System.IO.Path.GetFullPath(given) : RepositoryFolder;

    /// <summary>The seed the inputs are made from.</summary>
    public static long Seed
    {
        get
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Path("seed.json")));
            return document.RootElement.GetProperty("seed").GetInt64();
        }
    }

    private static string? Given =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given ? given : null;

    /// <summary>Data too large or not free to ship: <c>data</c> beside the folder that ROBUSTREPRO_REFERENCE names, or
    /// else <c>shared/data</c> beside the repository.</summary>
    private static string DataFolder
    {
        get
        {
            string beside = System.IO.Path.GetFullPath(System.IO.Path.Combine(Folder, "..", "data"));
            return Given is not null && Directory.Exists(beside)
                ? beside
                : System.IO.Path.GetFullPath(System.IO.Path.Combine(RepositoryRoot, "..", "shared", "data"));
        }
    }

    /// <summary>A file or folder under <see cref="Folder"/>, or of the data where its name begins with
    /// <c>../data/</c>.</summary>
    public static string Path(params string[] parts)
    {
        string name = string.Join('/', parts);
        return name.StartsWith(DataPrefix, StringComparison.Ordinal)
            ? System.IO.Path.Combine(DataFolder, name[DataPrefix.Length..])
            : System.IO.Path.Combine(Folder, name);
    }

    /// <summary>Why a test cannot run, or null where every part is there.</summary>
    /// <param name="parts">Files or folders with forward slashes, as <see cref="Path"/> takes them.</param>
    internal static string? Missing(string[] parts)
    {
        if (!Directory.Exists(Folder))
            return $"no reference values at {Folder}; set {Variable} to the folder that holds them";
        return parts.FirstOrDefault(p => !System.IO.Path.Exists(Path(p))) is not { } absent ? null
            : absent.StartsWith(DataPrefix, StringComparison.Ordinal) ? $"no data at {Path(absent)}"
            : $"the reference values lack {Path(absent)}";
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
