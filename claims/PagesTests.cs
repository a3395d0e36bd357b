using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace RobustRepro.ClaimTests;

/// <summary>The pages stay short where they promise it, complete, and linked.</summary>
public sealed class PagesTests
{
    private static readonly string Root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, ".."));

    /// <summary>By path from the root, with forward slashes.</summary>
    public static TheoryData<string> Pages =>
        [
            .. Directory
                .GetFiles(Root, "*.md")
                .Concat(Directory.GetFiles(Path.Combine(Root, "docs"), "*.md", SearchOption.AllDirectories))
                .Select(p => Path.GetRelativePath(Root, p).Replace('\\', '/'))
                .Order(StringComparer.Ordinal),
        ];

    [Fact]
    public void The_readme_is_read_in_minutes()
    {
        string readme = Text("README.md");
        readme.Split('\n').Length.Should().BeLessThanOrEqualTo(131, "130 lines end with a line break each");
        readme.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length.Should().BeLessThanOrEqualTo(900);
    }

    [Theory, MemberData(nameof(Pages))]
    public void Links_lead_somewhere(string page)
    {
        foreach (Match link in Regex.Matches(Prose(Text(page)), @"\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)"))
        {
            string target =
                link.Groups[1].Value.Length == 0
                    ? page
                    : Path.GetRelativePath(
                        Root,
                        Path.Combine(Root, Path.GetDirectoryName(page)!, link.Groups[1].Value)
                    );
            Path.Exists(Path.Combine(Root, target)).Should().BeTrue("{0} links to {1}", page, link.Groups[1].Value);
            if (link.Groups[2].Success)
                Headings(Text(target)).Should().Contain(link.Groups[2].Value, "{0} links there in {1}", page, target);
        }
    }

    [Fact]
    public void Every_test_that_can_skip_is_on_the_page_of_testing()
    {
        string page = Text("docs/testing.md");
        string[] attributes =
        [
            .. new[] { "claims", "tests" }
                .SelectMany(f => Directory.GetFiles(Path.Combine(Root, f), "*.cs", SearchOption.AllDirectories))
                .Select(f => Path.GetFileNameWithoutExtension(f))
                .Where(n => Regex.IsMatch(n, "(Fact|Theory)Attribute$"))
                .Select(n => n[..^"Attribute".Length]),
        ];
        attributes.Should().NotBeEmpty();
        foreach (string attribute in attributes)
            page.Should().Contain($"`{attribute}`");
    }

    /// <summary>The names by which links reach the headings of a page, as GitHub makes them.</summary>
    private static IEnumerable<string> Headings(string text) =>
        Regex
            .Matches(Prose(text), @"^#+ (.*)$", RegexOptions.Multiline)
            .Select(m => Regex.Replace(m.Groups[1].Value.Trim().ToLowerInvariant(), @"[^\w\- ]", "").Replace(' ', '-'));

    /// <summary>A page without its blocks of code, where brackets and # mean other things.</summary>
    private static string Prose(string text) =>
        Regex.Replace(text, "^```.*?^```", "", RegexOptions.Singleline | RegexOptions.Multiline);

    private static string Text(string page) => File.ReadAllText(Path.Combine(Root, page)).ReplaceLineEndings("\n");

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
