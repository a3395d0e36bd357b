using System.Globalization;
using System.Text.RegularExpressions;
using RobustRepro.Files;
using RobustRepro.Files.Pickles;
using static TorchSharp.torch;

namespace RobustRepro.Checkpoints;

/// <summary>PyTorch's classes of storages, by name.</summary>
internal static partial class StorageTypes
{
    private const string Suffix = "Storage";

    private static readonly Dictionary<string, ScalarType> Readable = new()
    {
        ["FloatStorage"] = ScalarType.Float32,
        ["DoubleStorage"] = ScalarType.Float64,
        ["HalfStorage"] = ScalarType.Float16,
        ["BFloat16Storage"] = ScalarType.BFloat16,
        ["LongStorage"] = ScalarType.Int64,
        ["IntStorage"] = ScalarType.Int32,
        ["ShortStorage"] = ScalarType.Int16,
        ["CharStorage"] = ScalarType.Int8,
        ["ByteStorage"] = ScalarType.Byte,
        ["BoolStorage"] = ScalarType.Bool,
    };

    /// <summary>Bytes of a value of storages that no network's weights have: complex, quantised and untyped
    /// ones.</summary>
    private static readonly Dictionary<string, int> Foreign = new()
    {
        ["ComplexHalfStorage"] = 4,
        ["ComplexFloatStorage"] = 8,
        ["ComplexDoubleStorage"] = 16,
        ["QInt8Storage"] = 1,
        ["QUInt8Storage"] = 1,
        ["QInt32Storage"] = 4,
        ["QUInt4x2Storage"] = 1,
        ["QUInt2x4Storage"] = 1,
        ["UntypedStorage"] = 1,
        ["_UntypedStorage"] = 1,
    };

    /// <summary>Whether a name is that of a class of storages.</summary>
    public static bool Are(PickleGlobal global) =>
        global.Module is "torch" or "torch.cuda" or "torch.storage"
        && (Readable.ContainsKey(global.Name) || Foreign.ContainsKey(global.Name));

    /// <exception cref="InvalidDataException">The count is impossible, or the type unknown.</exception>
    public static Storage Make(string key, PickleGlobal type, long count) =>
        Readable.TryGetValue(type.Name, out ScalarType scalar) ? new(key, scalar, count, type.Name)
        : Foreign.TryGetValue(type.Name, out int size)
            ? new(key, ScalarType.Byte, checked(count * size), type.Name, size)
        : throw new InvalidDataException($"'{Printable.Name(type.ToString())}' is no storage");

    /// <summary>What protocol 0 writes of a persistent id: Python's text of the tuple. Null where it is none.</summary>
    public static object?[]? ParseId(string text) =>
        Id().Match(text) is { Success: true } match
        && long.TryParse(match.Groups["count"].ValueSpan, CultureInfo.InvariantCulture, out long count)
            ?
            [
                Suffix.ToLowerInvariant(),
                new PickleGlobal(match.Groups["module"].Value, match.Groups["name"].Value),
                match.Groups["key"].Value,
                match.Groups["location"].Value,
                count,
            ]
            : null;

    [GeneratedRegex(
        @"^\('storage', <class '(?<module>[\w.]+)\.(?<name>\w+)'>, '(?<key>[^']*)', '(?<location>[^']*)', (?<count>\d+)"
            + @"(, None)?\)$"
    )]
    private static partial Regex Id();
}
