using System.Globalization;
using System.Text;
using RobustRepro.Files;
using Spectre.Console;

namespace RobustRepro.Cli;

/// <summary>All that is printed goes through here. Names of files, and names in files, come from strangers: control
/// characters in them would move the cursor, hide text or change its order, and are shown as <c>\u001B</c>
/// instead.</summary>
internal sealed class PrintableWriter : TextWriter
{
    private readonly TextWriter terminal;

    private PrintableWriter(TextWriter terminal)
        : base(CultureInfo.InvariantCulture)
    {
        this.terminal = terminal;
        CoreNewLine = "\n".ToCharArray();
    }

    /// <summary>The terminal's own stream, for a line that is written over and over.</summary>
    public static TextWriter Terminal { get; private set; } = Console.Error;

    public override Encoding Encoding => terminal.Encoding;

    /// <summary>Puts itself before both streams of the process.</summary>
    public static void Guard()
    {
        // tables and colours are Spectre's, which keeps the stream that it finds the first time
        _ = AnsiConsole.Profile;
        Terminal = Console.Error;
        Console.SetOut(new PrintableWriter(Console.Out));
        Console.SetError(new PrintableWriter(Console.Error));
    }

    /// <summary>The text on one line, without characters that a terminal obeys.</summary>
    public static string Line(string text) => Escaped(text, lineEnds: true);

    public override void Write(char value) => Write(value.ToString());

    public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

    /// <summary>May be several lines.</summary>
    public override void Write(string? value) => terminal.Write(Escaped(value ?? "", lineEnds: false));

    /// <summary>One line, whatever stands in it.</summary>
    public override void WriteLine(string? value) => terminal.Write(Line(value ?? "") + "\n");

    public override void Flush() => terminal.Flush();

    private static string Escaped(string text, bool lineEnds)
    {
        if (!text.Any(c => IsObeyed(c, lineEnds)))
            return text;
        var shown = new StringBuilder();
        foreach (char c in text)
            shown.Append(IsObeyed(c, lineEnds) ? $"\\u{(int)c:X4}" : c.ToString());
        return shown.ToString();
    }

    private static bool IsObeyed(char c, bool lineEnds) => c == '\n' ? lineEnds : c != '\t' && Printable.IsObeyed(c);
}
