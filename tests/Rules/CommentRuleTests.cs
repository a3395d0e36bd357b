using System.Text.RegularExpressions;
using RobustRepro.Tests.Reference;

namespace RobustRepro.Tests.Rules;

/// <summary>A summary is read where it stands, without its neighbours.</summary>
public sealed partial class CommentRuleTests
{
    [Fact]
    public void No_summary_begins_as_if_another_stood_above_it()
    {
        string[] files =
        [
            .. Directory
                .EnumerateFiles(Path.Combine(ReferenceData.RepositoryRoot, "src"), "*.cs", SearchOption.AllDirectories)
                .Where(f => !f.Contains("/obj/", StringComparison.Ordinal)),
        ];
        files.Length.Should().BeGreaterThan(300);
        files
            .SelectMany(f => File.ReadLines(f).Where(l => Leaning().IsMatch(l)).Select(l => $"{f}: {l.Trim()}"))
            .Should()
            .BeEmpty();
    }

    [Theory]
    [InlineData("/// <summary>Of the resampling.</summary>", true)]
    [InlineData("/// <summary>The same for text.</summary>", true)]
    [InlineData("/// <summary>The seed of the resampling.</summary>", false)]
    [InlineData("/// <summary>Offset of the first pixel.</summary>", false)]
    public void The_rule_knows_such_a_beginning(string line, bool leans) => Leaning().IsMatch(line).Should().Be(leans);

    [GeneratedRegex("<summary>(Of|Those|The same)\\b")]
    private static partial Regex Leaning();
}
