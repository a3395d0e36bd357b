using RobustRepro.Testing;

namespace RobustRepro.Tests.Snapshots;

/// <summary>Generated blocks of pages.</summary>
public sealed class PageBlockTests : IDisposable
{
    private const string Before = "# Page\n\n<!-- counts -->",
        After = "<!-- end of counts -->\n\nMore.\n";

    private readonly TemporaryFolder folder = new();

    private string Page => Path.Combine(folder.Path, "page.md");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_block_that_shows_its_lines_passes()
    {
        File.WriteAllText(Page, $"{Before}\n\none\ntwo\n\n{After}");
        PageBlock.Check(Page, "counts", ["one", "two"], accepting: false);
    }

    [Fact]
    public void Another_line_fails_is_named_and_stays()
    {
        string text = $"{Before}\n\none\nthree\n\n{After}";
        File.WriteAllText(Page, text);
        Failure("one", "two")
            .Should()
            .Contain(Page)
            .And.Contain("first in line 3 of the block")
            .And.Contain("shown:  three")
            .And.Contain("wanted: two")
            .And.Contain("ROBUSTREPRO_ACCEPT=1");
        File.ReadAllText(Page).Should().Be(text);
    }

    [Fact]
    public void Accepting_writes_the_block_and_nothing_else()
    {
        File.WriteAllText(Page, $"{Before}\n\none\n\n{After}");
        PageBlock.Check(Page, "counts", ["one", "two"], accepting: true);
        File.ReadAllText(Page).Should().Be($"{Before}\n\none\ntwo\n\n{After}");
        PageBlock.Check(Page, "counts", ["one", "two"], accepting: false);
    }

    [Theory]
    [InlineData("# Page\n")]
    [InlineData("<!-- counts -->\n\n")]
    [InlineData("<!-- end of counts -->\n\n<!-- counts -->\n")]
    public void A_page_without_the_block_fails(string page)
    {
        File.WriteAllText(Page, page);
        Failure("one").Should().Contain("has no place for the counts");
    }

    private string Failure(params string[] lines) =>
        FluentActions
            .Invoking(() => PageBlock.Check(Page, "counts", lines, accepting: false))
            .Should()
            .Throw<SnapshotMismatchException>()
            .Which.Message;
}
