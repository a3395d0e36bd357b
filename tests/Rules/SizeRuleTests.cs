using RobustRepro.Tests.Reference;

namespace RobustRepro.Tests.Rules;

/// <summary>A file is read in one go: short, narrow, and in a folder that can be looked over.</summary>
public sealed class SizeRuleTests
{
    private const int MostLines = 250,
        MostColumns = 120,
        MostFiles = 35;

    [Fact]
    public void No_file_is_longer_than_250_lines() =>
        RequireNone(
            from file in Sources
            where file.Lines.Length > MostLines
            select $"{file.Name}: {file.Lines.Length}"
        );

    [Fact]
    public void No_line_is_wider_than_120_columns() =>
        RequireNone(
            from file in Sources
            from line in file.Lines.Index()
            where line.Item.Length > MostColumns
            select $"{file.Name}:{line.Index + 1}: {line.Item.Trim()}"
        );

    [Fact]
    public void No_folder_holds_more_than_35_files() =>
        RequireNone(
            from folder in Sources.CountBy(f => Path.GetDirectoryName(f.Name)!)
            where folder.Value > MostFiles
            select $"{folder.Key}: {folder.Value}"
        );

    [Fact]
    public void The_search_finds_the_sources() => Sources.Count().Should().BeGreaterThan(500);

    private static IEnumerable<(string Name, string[] Lines)> Sources =>
        from folder in new[] { "src", "tests", "claims", "bench", "eng", "examples" }
        let path = Path.Combine(ReferenceData.RepositoryRoot, folder)
        where Directory.Exists(path)
        from file in Directory.EnumerateFiles(path, "*.cs", SearchOption.AllDirectories)
        let name = Path.GetRelativePath(ReferenceData.RepositoryRoot, file).Replace('\\', '/')
        where !name.Contains("/obj/", StringComparison.Ordinal) && !name.Contains("/bin/", StringComparison.Ordinal)
        select (name, File.ReadAllLines(file));

    /// <summary>A failure lists every offence, to be worked through.</summary>
    private static void RequireNone(IEnumerable<string> offences) => string.Join('\n', offences).Should().BeEmpty();
}
