namespace RobustRepro.Tests.Reference;

/// <summary>A clone can check what the pages claim: the reference values are in it, and each says where it comes
/// from.</summary>
public sealed class ReferenceDataTests
{
    public static TheoryData<string> Parts =>
        [
            .. new DirectoryInfo(ReferenceData.RepositoryFolder)
                .EnumerateFileSystemInfos()
                .Select(e => e is DirectoryInfo ? e.Name + "/" : e.Name)
                .Where(n => n != "README.md")
                .Order(StringComparer.Ordinal),
        ];

    [Theory]
    [InlineData("seed.json")]
    [InlineData("models.json")]
    [InlineData("attacks.pt")]
    [InlineData("checkpoints/small_robustness.pt")]
    [InlineData("netdissect/broden_tiny/index.csv")]
    [InlineData("edges/expected.json")]
    [InlineData("preprocess/expected.json")]
    public void The_repository_holds_what_other_peoples_code_gave(string file) =>
        File.Exists(Path.Combine(ReferenceData.RepositoryFolder, file)).Should().BeTrue();

    [Theory, MemberData(nameof(Parts))]
    public void The_readme_has_a_row_for_every_part(string part) =>
        File.ReadLines(Path.Combine(ReferenceData.RepositoryFolder, "README.md"))
            .Should()
            .ContainSingle(line => line.StartsWith('|') && line.Split('|')[1].Contains($"`{part}`"))
            .Which.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Should()
            .HaveCount(4, "it says what the part is, how it was made and on what terms");

    [Fact]
    public void What_is_missing_is_named()
    {
        Directory
            .Exists(ReferenceData.Folder)
            .Should()
            .BeTrue("tests skip for lack of data, not for a misspelt folder");
        ReferenceData.Missing(["seed.json"]).Should().BeNull();
        ReferenceData.Missing(["seed.json", "no/such.json"]).Should().Contain("lack").And.EndWith("no/such.json");
        ReferenceData.Missing(["../data/no-such.zip"]).Should().StartWith("no data at").And.EndWith("no-such.zip");
    }
}
