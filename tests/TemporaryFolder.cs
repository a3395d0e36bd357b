namespace RobustRepro.Tests;

/// <summary>An empty folder that goes when the test ends.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("robustrepro-").FullName;

    /// <summary>Writes a file, exactly these characters, and gives its path.</summary>
    public string Add(string name, string content)
    {
        string path = System.IO.Path.Combine(Path, name);
        System.IO.File.WriteAllText(path, content);
        return path;
    }

    /// <summary>The path of a file that may not exist yet.</summary>
    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
