using System.Globalization;
using RobustRepro.Files;
using RobustRepro.Onnx.Proto;

namespace RobustRepro.Onnx;

/// <summary>Values that lie in a file beside the network's. That file must lie in the same folder or below it, and no
/// link may lead to it: a network from a stranger could otherwise read any file of the user.</summary>
internal static class ExternalValues
{
    /// <param name="folder">The folder of the network's file; null where it is not known.</param>
    /// <param name="bytes">How many the shape asks for.</param>
    /// <exception cref="InvalidDataException">The file is not there, is outside of the folder, or is too
    /// short.</exception>
    public static byte[] Read(TensorProto proto, string? folder, long bytes)
    {
        Dictionary<string, string> entries = proto
            .ExternalData.DistinctBy(e => e.Key)
            .ToDictionary(e => e.Key, e => e.Value);
        string location = entries.GetValueOrDefault("location", ""),
            shown = $"tensor '{Printable.Name(proto.Name)}': its external data '{Printable.Name(location)}'";
        string path = Inside(location, folder, shown);
        long offset = Number("offset", 0),
            length = Number("length", bytes),
            size = new FileInfo(path).Length;
        if (length != bytes)
            throw new InvalidDataException($"{shown} are {length} bytes, its shape needs {bytes}");
        if (offset < 0 || bytes > size || offset > size - bytes || bytes > Array.MaxLength)
            throw new InvalidDataException($"{shown} would end at {offset} + {bytes}, the file has {size} bytes");
        byte[] values = new byte[bytes];
        using FileStream stream = File.OpenRead(path);
        stream.Position = offset;
        stream.ReadExactly(values);
        return values;

        long Number(string key, long unless) =>
            !entries.TryGetValue(key, out string? text) ? unless
            : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number
            : throw new InvalidDataException($"{shown} have '{Printable.Name(text)}' as {key}, expected a number");
    }

    private static string Inside(string location, string? folder, string shown)
    {
        string[] parts = location.Replace('\\', '/').Split('/');
        if (
            folder is null
            || location.Length == 0
            || location.StartsWith('/')
            || parts.Any(p => p is ".." || p.Contains(':', StringComparison.Ordinal) || p.Contains('\0'))
        )
            throw new InvalidDataException($"{shown} are outside of the folder of the network, which is refused");
        string path = folder;
        foreach (string part in parts.Where(p => p is not ("" or ".")))
        {
            path = Path.Combine(path, part);
            if (new FileInfo(path).LinkTarget is not null)
                throw new InvalidDataException($"{shown} lie behind a link, which is refused");
        }
        return File.Exists(path)
            ? path
            : throw new InvalidDataException($"{shown} are not there: put that file beside the network's");
    }
}
