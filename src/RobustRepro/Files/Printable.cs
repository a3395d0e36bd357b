using System.Globalization;
using System.Text;

namespace RobustRepro.Files;

/// <summary>Names from files, made fit for a message: a stranger's file may hold line ends, control characters of a
/// terminal, or a megabyte where a name belongs.</summary>
public static class Printable
{
    private const int LongestName = 120;
    private const int LongestLine = 400;

    /// <summary>A name or a short text, cut where it is longer than names are.</summary>
    public static string Name(string name) => Shown(name, LongestName);

    /// <summary>The first line of a message.</summary>
    internal static string Line(string message) => Shown(message.Split('\n')[0], LongestLine);

    /// <summary>Whether a terminal obeys the character in place of showing it: it ends lines, moves the cursor, or
    /// turns the order of text.</summary>
    public static bool IsObeyed(char c) =>
        char.GetUnicodeCategory(c)
            is UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator;

    private static string Shown(string text, int longest)
    {
        var shown = new StringBuilder(text.Length > longest ? text[..longest] + "..." : text);
        for (int i = 0; i < shown.Length; i++)
        {
            if (IsObeyed(shown[i]))
                shown[i] = '?';
        }
        return shown.ToString();
    }
}
