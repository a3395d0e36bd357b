using System.IO.MemoryMappedFiles;

namespace RobustRepro.Fuzz;

/// <summary>The input that is being read, in a file that outlives the process: its length in four bytes, then
/// itself.</summary>
internal sealed class LastInput : IDisposable
{
    private const int Most = 1 << 20;

    private readonly MemoryMappedFile file;
    private readonly MemoryMappedViewAccessor view;

    public LastInput(string path)
    {
        file = MemoryMappedFile.CreateFromFile(path, FileMode.Create, null, Most);
        view = file.CreateViewAccessor();
    }

    public void Keep(byte[] input)
    {
        int length = Math.Min(input.Length, Most - sizeof(int));
        view.Write(0, length);
        view.WriteArray(sizeof(int), input, 0, length);
    }

    public static byte[] Of(string path)
    {
        byte[] content = File.ReadAllBytes(path);
        return content[sizeof(int)..(sizeof(int) + BitConverter.ToInt32(content))];
    }

    public void Dispose()
    {
        view.Dispose();
        file.Dispose();
    }
}
