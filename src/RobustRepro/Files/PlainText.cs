using System.Text;
using System.Text.Unicode;

namespace RobustRepro.Files;

/// <summary>Text files of users, in UTF-8 with or without its mark.</summary>
internal static class PlainText
{
    /// <summary>The text of a file.</summary>
    /// <exception cref="InvalidInputException">The file is absent or cannot be read, or not as UTF-8.</exception>
    public static string Load(string path) => Decode(CsvTable.Load(path), path);

    /// <summary>The text of a file's bytes.</summary>
    /// <param name="source">The file, as errors name it.</param>
    /// <exception cref="InvalidInputException">It is in another encoding.</exception>
    public static string Decode(byte[] content, string source)
    {
        Require(content, source);
        return Encoding.UTF8.GetString(content).TrimStart('\uFEFF');
    }

    /// <summary>Passes only what is in UTF-8, for those who read bytes by themselves.</summary>
    /// <exception cref="InvalidInputException">It is in another encoding.</exception>
    public static void Require(byte[] content, string source)
    {
        // of text that is mostly Latin, every other byte of UTF-16 is 0
        if (content is [0xff, 0xfe, ..] or [0xfe, 0xff, ..] || content.AsSpan().Contains((byte)0))
            throw new InvalidInputException(
                $"{source}: is in UTF-16, or no text; expected UTF-8: save it in that encoding"
            );
        if (Utf8.IsValid(content))
            return;
        throw new InvalidInputException(
            $"{source}:{FirstInvalidLine(content)}: is not in UTF-8 but in another encoding, such as Latin-1: save it "
                + "in UTF-8"
        );
    }

    private static int FirstInvalidLine(ReadOnlySpan<byte> content)
    {
        // a line end is no part of a longer character in UTF-8, so lines can be looked at one by one
        int line = 0;
        foreach (Range part in content.Split((byte)'\n'))
        {
            line++;
            if (!Utf8.IsValid(content[part]))
                return line;
        }
        return line;
    }
}
