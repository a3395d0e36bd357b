using System.Text.RegularExpressions;
using RobustRepro.Files;

namespace RobustRepro.Tests.Studies.Tinyimagenet;

/// <summary>That the preregistration stands as it was committed, and that every network of the study is
/// younger.</summary>
public sealed partial class PreregistrationTests
{
    [PreregisteredFact]
    public void The_page_is_the_committed_one_but_for_the_line_that_names_the_commit()
    {
        string[] then = Lines(Git.Output("show", $"{Preregistration.Commit}:{Preregistration.Page}")),
            now = Lines(Preregistration.Text);
        then[..^1].Should().Equal(now[..then.Length][..^1], "what is decided afterwards is added below, as post hoc");
    }

    [PreregisteredFact]
    public void The_networks_were_trained_after_it()
    {
        string[] cards = Directory.Exists(Fixtures.Weights("tinyimagenet"))
            ? Directory.GetFiles(Fixtures.Weights("tinyimagenet"), "*.md")
            : [];
        foreach (string card in cards)
        {
            string code = Code().Match(File.ReadAllText(card)).Groups["commit"].Value;
            Git.Succeeds("merge-base", "--is-ancestor", Preregistration.Commit, code)
                .Should()
                .BeTrue("{0} was trained by {1}", Path.GetFileName(card), code);
        }
        Git.Succeeds("merge-base", "--is-ancestor", "HEAD", Preregistration.Commit)
            .Should()
            .BeFalse("otherwise everything would pass");
    }

    private static string[] Lines(string text) => text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');

    [GeneratedRegex(@"^\| code \| (?<commit>[0-9a-f]{40}) \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Code();
}
