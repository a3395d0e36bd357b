namespace RobustRepro.Bench;

/// <summary>
/// The program of <c>bench/measuring</c> built against a checkout of the suite: a copy of this checkout's source, in a
/// folder of the checkout that git ignores and that goes when it is disposed. The library itself is built where the
/// checkout builds it.
/// </summary>
internal sealed class MeasuringBuild : IDisposable
{
    private const string Needs = "it takes a checkout of this repository that builds";

    private readonly string folder;
    private readonly string program;

    /// <param name="checkout">Its root folder.</param>
    /// <param name="source">The folder <c>bench/measuring</c> of this checkout.</param>
    public MeasuringBuild(string checkout, string source)
    {
        // two levels below the root as bench/measuring is, so that its reference to the library holds
        folder = Path.Combine(checkout, "bin", "measuring");
        Remove();
        Directory.CreateDirectory(folder);
        try
        {
            foreach (string file in Directory.EnumerateFiles(source))
                File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
            _ = PeerProcess.Run("dotnet", ["build", "-c", "Release", "-v", "quiet", folder], Needs);
            program = Directory
                .EnumerateFiles(Path.Combine(folder, "bin"), "MeasuringStages.dll", SearchOption.AllDirectories)
                .Single();
        }
        catch
        {
            Remove();
            throw;
        }
    }

    /// <summary>Measures in a process of its own, with no measurements kept from before.</summary>
    public MeasuringRun Run(IReadOnlyList<string> architectures)
    {
        DirectoryInfo cache = Directory.CreateTempSubdirectory("robustrepro-bench-");
        try
        {
            // not by the setting: checkouts from before the store do not know it
            return MeasuringRun.FromJson(
                PeerProcess.Run("dotnet", [program, .. architectures], Needs, ("XDG_CACHE_HOME", cache.FullName))
            );
        }
        finally
        {
            cache.Delete(recursive: true);
        }
    }

    public void Dispose() => Remove();

    private void Remove()
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        string parent = Path.GetDirectoryName(folder)!;
        if (Directory.Exists(parent) && !Directory.EnumerateFileSystemEntries(parent).Any())
            Directory.Delete(parent);
    }
}
