namespace RobustRepro.Studies;

/// <summary>What the images of a built-in study make of each claim: the list under "Remarks by claim" on the study's
/// page, <c>docs/protocol/ID.md</c>.</summary>
internal static class StudyRemarks
{
    private const string Heading = "\n## Remarks by claim\n";

    /// <summary>By claim.</summary>
    public static IReadOnlyDictionary<string, string> Of(string study)
    {
        using Stream stream =
            typeof(StudyRemarks).Assembly.GetManifestResourceStream($"protocol/{study}.md")
            ?? throw new InvalidOperationException($"the page of the {study} study is not embedded");
        using var reader = new StreamReader(stream);
        string page = reader.ReadToEnd().ReplaceLineEndings("\n");
        int start = page.IndexOf(Heading, StringComparison.Ordinal);
        if (start < 0)
            throw new InvalidOperationException($"docs/protocol/{study}.md has no section{Heading.TrimEnd()}");
        string list = page[(start + Heading.Length)..].Split("\n## ")[0];
        // an item is "- `claim`: text", over one line or several
        return $"\n{list}"
            .Split("\n- `")
            .Skip(1)
            .Select(item => item.Split("`: ", 2))
            .ToDictionary(
                item => item[0],
                item => string.Join(' ', item[1].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            );
    }
}
