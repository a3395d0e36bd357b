using System.Text;

namespace RobustRepro.Files;

/// <summary>Text files of users, in UTF-8 with or without its mark.</summary>
internal static class PlainText
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>The text of a file.</summary>
    /// <exception cref="InvalidInputException">The file is absent or cannot be read, or not as UTF-8.</exception>
    public static string Load(string path) => Decode(CsvTable.Load(path), path);

    /// <summary>The text of a file's bytes.</summary>
    /// <param name="source">The file, as errors name it.</param>
    /// <exception cref="InvalidInputException">It is in another encoding.</exception>
    public static string Decode(byte[] content, string source)
    {
        try
        {
            // of text that is mostly Latin, every other byte of UTF-16 is 0
            return content is [0xff, 0xfe, ..] or [0xfe, 0xff, ..] || content.AsSpan().Contains((byte)0)
                ? throw new InvalidInputException(
                    $"{source}: is in UTF-16, or no text; expected UTF-8: save it in that encoding"
                )
                : Strict.GetString(content).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException error)
        {
            int line = 1 + content.AsSpan(0, Math.Clamp(error.Index, 0, content.Length)).Count((byte)'\n');
            throw new InvalidInputException(
                $"{source}:{line}: is not in UTF-8 but in another encoding, such as Latin-1: save it in UTF-8",
                error
            );
        }
    }
}
