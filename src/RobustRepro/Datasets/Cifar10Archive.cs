using System.Formats.Tar;
using System.IO.Compression;
using RobustRepro.Files;
using static TorchSharp.torch;

namespace RobustRepro.Datasets;

/// <summary>CIFAR-10's binary version as it is downloaded, <c>cifar-10-binary.tar.gz</c>, read without unpacking
/// it.</summary>
internal sealed class Cifar10Archive(string path) : ICifar10Source
{
    /// <summary>Twice the size of the official files.</summary>
    private const long MostBytes = 64L << 20;

    /// <summary>By the name's ending.</summary>
    public static bool IsArchive(string path) =>
        File.Exists(path)
        && (
            path.EndsWith(".tar.gz", StringComparison.OrdinalIgnoreCase)
            || path.EndsWith(".tgz", StringComparison.OrdinalIgnoreCase)
        );

    public (Tensor Images, int[] Labels) Load(Cifar10Split split)
    {
        string[] wanted = Cifar10Records.FilesOf(split);
        var found = new Dictionary<string, byte[]>();
        try
        {
            using var zipped = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
            using var tar = new TarReader(zipped);
            while (found.Count < wanted.Length && tar.GetNextEntry() is { } entry)
            {
                string name = Path.GetFileName(entry.Name);
                if (entry.DataStream is { } data && wanted.Contains(name))
                    found[name] = Content(data, name);
            }
        }
        catch (Exception error) when (error is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException(
                $"{path}: the archive cannot be read ({CsvTable.Printable(error.Message)}); is the download complete?",
                error
            );
        }
        string[] missing = [.. wanted.Where(w => !found.ContainsKey(w))];
        return missing.Length == 0
            ? Cifar10Records.Read([.. wanted.Select(w => (found[w], $"{path}/{w}"))])
            : throw new InvalidInputException(
                $"{path}: the archive lacks {string.Join(", ", missing)}; expected CIFAR-10's binary "
                    + $"version (cifar-10-binary.tar.gz), not the Python or Matlab version"
            );
    }

    public void Dispose() { }

    private byte[] Content(Stream data, string name)
    {
        if (data.Length > MostBytes)
            throw new InvalidInputException(
                $"{path}/{name} has {data.Length:N0} bytes, more than any file of CIFAR-10's binary version"
            );
        var content = new byte[data.Length];
        data.ReadExactly(content);
        return content;
    }
}
