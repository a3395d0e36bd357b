using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace RobustRepro.Files;

/// <summary>
/// Reads a list of names that numpy saved (<c>numpy.save</c> of a one-dimensional array of strings, dtype
/// <c>&lt;U28</c> or of another length): a header in ASCII, then the strings in UTF-32, filled up with zeros.
/// Arrays of Python objects, which are pickles, are refused.
/// </summary>
internal static partial class NpyNames
{
    private const int Magic = 6,
        CharacterBytes = 4,
        LongestHeader = 4096;

    /// <exception cref="InvalidInputException">The file is absent or damaged, or no such list.</exception>
    public static IReadOnlyList<string> Read(string path)
    {
        byte[] content = CsvTable.Load(path);
        if (content.Length < Magic + 4 || content[0] != 0x93 || !content.AsSpan(1, Magic - 1).SequenceEqual("NUMPY"u8))
            throw new InvalidInputException($"{path}: no file of numpy.save (its first bytes are not \\x93NUMPY)");
        // version 1 has two bytes for the length of the header, later ones four
        int lengthBytes = content[Magic] == 1 ? 2 : 4,
            start = Magic + 2 + lengthBytes;
        int length =
            lengthBytes == 2 ? BinaryPrimitives.ReadUInt16LittleEndian(content.AsSpan(Magic + 2))
            : content.Length < start ? 0
            : BinaryPrimitives.ReadInt32LittleEndian(content.AsSpan(Magic + 2));
        if (length is <= 0 or > LongestHeader || start + length > content.Length)
            throw new InvalidInputException($"{path}: its header is damaged or cut off");
        string header = Encoding.ASCII.GetString(content, start, length);
        Match match = Header().Match(header);
        if (!match.Success)
            throw new InvalidInputException(
                $"{path}: holds {CsvTable.Printable(header)}, expected a one-dimensional array of strings ('<U28')"
            );
        int characters = int.Parse(match.Groups["characters"].Value, CultureInfo.InvariantCulture),
            count = int.Parse(match.Groups["count"].Value, CultureInfo.InvariantCulture);
        long bytes = (long)characters * CharacterBytes * count;
        if (content.Length - start - length != bytes)
            throw new InvalidInputException(
                $"{path}: has {content.Length - start - length:N0} bytes of names, its header says "
                    + $"{bytes:N0}: damaged or cut off"
            );
        int each = characters * CharacterBytes;
        return
        [
            .. Enumerable
                .Range(0, count)
                .Select(i => Encoding.UTF32.GetString(content, start + length + i * each, each).TrimEnd('\0')),
        ];
    }

    [GeneratedRegex(
        @"'descr': *'<U(?<characters>\d{1,4})'.*'shape': *\((?<count>\d{1,8}),\)",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex Header();
}
