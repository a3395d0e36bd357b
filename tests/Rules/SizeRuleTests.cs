using RobustRepro.Tests.Reference;

namespace RobustRepro.Tests.Rules;

/// <summary>A file is read in one go: short, narrow, in a folder that can be looked over. A clone is small.</summary>
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

    /// <summary>A clone takes them whole: 100 MB at most, and 40 MB more for the photographs of ImageNet.</summary>
    [Theory]
    [InlineData(140, "")]
    [InlineData(100, "tinyimagenet")]
    public void Fixtures_stay_small(int mostMegabytes, string without)
    {
        var fixtures = Path.Combine(ReferenceData.RepositoryRoot, "fixtures");
        var bytes =
            from file in new DirectoryInfo(fixtures).EnumerateFiles("*", SearchOption.AllDirectories)
            where Path.GetRelativePath(fixtures, file.FullName).Split(Path.DirectorySeparatorChar)[0] != without
            select file.Length;

        bytes.Sum().Should().BeInRange(1, mostMegabytes * 1_000_000L);
    }

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
