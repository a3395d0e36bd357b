using RobustRepro.Files;

namespace RobustRepro.Testing;

/// <summary>A part of a page of documentation that is generated: it must be what it should be, or, with
/// <see cref="Snapshot.AcceptVariable"/>=1, becomes it. Nobody types it.</summary>
public static class PageBlock
{
    /// <summary>Passes where the block shows the lines.</summary>
    /// <param name="path">The page.</param>
    /// <param name="name">The block lies between "&lt;!-- NAME --&gt;" and "&lt;!-- end of NAME --&gt;".</param>
    /// <param name="lines">What should stand there, between empty lines.</param>
    /// <exception cref="SnapshotMismatchException">The page has no such block, or it shows something else.</exception>
    public static void Verify(string path, string name, IEnumerable<string> lines) =>
        Check(path, name, lines, Snapshot.Accepting);

    internal static void Check(string path, string name, IEnumerable<string> lines, bool accepting)
    {
        string start = $"<!-- {name} -->\n",
            page = File.ReadAllText(path).ReplaceLineEndings("\n"),
            text = $"\n{string.Join("\n", lines).TrimEnd()}\n\n";
        int before = page.IndexOf(start, StringComparison.Ordinal),
            begin = before + start.Length,
            end = page.IndexOf($"<!-- end of {name} -->", StringComparison.Ordinal);
        if (before < 0 || end < begin)
            throw new SnapshotMismatchException(
                $"{path} has no place for the {name}: a line <!-- {name} --> and after it one <!-- end of {name} -->"
            );
        if (page[begin..end] == text)
            return;
        if (!accepting)
            throw new SnapshotMismatchException(Mismatch(path, name, page[begin..end].Split('\n'), text.Split('\n')));
        AtomicFile.WriteText(path, page[..begin] + text + page[end..]);
    }

    private static string Mismatch(string path, string name, string[] shown, string[] wanted)
    {
        int line = 0;
        while (shown.ElementAtOrDefault(line) == wanted.ElementAtOrDefault(line))
            line++;
        return $"""
            {path}: the {name} are not what they should be, first in line {line + 1} of the block
              shown:  {shown.ElementAtOrDefault(line) ?? "(the block ends)"}
              wanted: {wanted.ElementAtOrDefault(line) ?? "(the block ends)"}
            To write what is wanted, run the test again with {Snapshot.AcceptVariable}=1.
            """;
    }
}
