using System.Formats.Tar;
using System.IO.Compression;
using RobustRepro.Files;
using static TorchSharp.torch;

namespace RobustRepro.Datasets;

/// <summary>CIFAR-10's binary or Python version as it is downloaded, <c>cifar-10-binary.tar.gz</c> or
/// <c>cifar-10-python.tar.gz</c>, read without unpacking it.</summary>
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
        string[] binary = Cifar10Records.FilesOf(split),
            python = Cifar10Python.FilesOf(split);
        var found = new Dictionary<string, byte[]>();
        try
        {
            using var zipped = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
            using var tar = new TarReader(zipped);
            while (found.Count < binary.Length && tar.GetNextEntry() is { } entry)
            {
                string name = Path.GetFileName(entry.Name);
                if (entry.DataStream is { } data && (binary.Contains(name) || python.Contains(name)))
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
        if (python.All(found.ContainsKey))
            return Cifar10Records.Read([
                .. python.Select(w => (Cifar10Python.Records(found[w], $"{path}/{w}"), $"{path}/{w}")),
            ]);
        string[] missing = [.. binary.Where(w => !found.ContainsKey(w))];
        return missing.Length == 0
            ? Cifar10Records.Read([.. binary.Select(w => (found[w], $"{path}/{w}"))])
            : throw new InvalidInputException(
                $"{path}: the archive lacks {string.Join(", ", missing)}; expected CIFAR-10's binary "
                    + $"or Python version (cifar-10-binary.tar.gz, cifar-10-python.tar.gz), not the Matlab version"
            );
    }

    public void Dispose() { }

    private byte[] Content(Stream data, string name)
    {
        if (data.Length > MostBytes)
            throw new InvalidInputException(
                $"{path}/{name} has {data.Length:N0} bytes, more than any file of CIFAR-10"
            );
        var content = new byte[data.Length];
        data.ReadExactly(content);
        return content;
    }
}
