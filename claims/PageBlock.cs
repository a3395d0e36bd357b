using RobustRepro.Files;

namespace RobustRepro.ClaimTests;

/// <summary>A part of a page of documentation that is generated: it must be what it should be, or, with
/// <see cref="Snapshot.AcceptVariable"/>=1, becomes it. Nobody types it.</summary>
public static class PageBlock
{
    /// <param name="path">The page.</param>
    /// <param name="name">The block lies between "&lt;!-- NAME --&gt;" and "&lt;!-- end of NAME --&gt;".</param>
    /// <param name="lines">What should stand there, between empty lines.</param>
    public static void Verify(string path, string name, IEnumerable<string> lines)
    {
        string start = $"<!-- {name} -->\n",
            page = File.ReadAllText(path).ReplaceLineEndings("\n"),
            text = $"\n{string.Join("\n", lines).TrimEnd()}\n\n";
        int begin = page.IndexOf(start, StringComparison.Ordinal) + start.Length,
            end = page.IndexOf($"<!-- end of {name} -->", StringComparison.Ordinal);
        begin.Should().BeInRange(start.Length, end, "{0} has a place for the {1}", Path.GetFileName(path), name);
        if (Snapshot.ModeFromEnvironment(Environment.GetEnvironmentVariable) == SnapshotMode.Accept)
            AtomicFile.WriteText(path, page[..begin] + text + page[end..]);
        else
            page[begin..end]
                .Should()
                .Be(text, "{0} shows what is so ({1}=1 writes it)", Path.GetFileName(path), Snapshot.AcceptVariable);
    }
}
