namespace RobustRepro.Tests.Datasets;

/// <summary>A folder of image files that a test fills.</summary>
internal sealed class ImageTree : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public string Path => folder.Path;

    public string File(string name) => folder.File(name);

    public void Add(string name, byte[] content)
    {
        string path = folder.File(name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        System.IO.File.WriteAllBytes(path, content);
    }

    /// <summary>A plain image whose red says which it is.</summary>
    public void AddPlain(string name, int red, int size = 8) =>
        Add(name, ImageBytes.Plain((byte)red, 128, 255, size, size));

    public string AddText(string name, string content) => folder.Add(name, content);

    public void Dispose() => folder.Dispose();
}
