using System.Text.RegularExpressions;
using RobustRepro.Tests.Reference;

namespace RobustRepro.Tests.Rules;

/// <summary>What the library's source must not contain, and why.</summary>
public sealed class SourceRuleTests
{
    [Theory]
    [InlineData(@"\.forward\(", "Models/", "hooks fire through call() only")]
    [InlineData(@"\bConsole\.", null, "the library does not print; programs do")]
    [InlineData(@"\bmatmul\(", null, "on an error it ends the process; use mm, bmm or einsum")]
    [InlineData(
        @"autograd\.grad\(",
        "Attacks/InputGradient.cs",
        "on an error it ends the process; InputGradient checks first"
    )]
    [InlineData(
        @"\bDateTime(Offset)?\.(Utc)?(Now|Today)\b",
        null,
        "results must not depend on the clock; take a TimeProvider"
    )]
    [InlineData(@"\bnew (System\.)?Random\(\)", null, "every draw has a seed")]
    [InlineData(@"\bRandom\.Shared\b", null, "every draw has a seed")]
    [InlineData(@"\b(cummax|cummin|set_num_interop_threads)\(", null, "on an error it ends the process")]
    public void Source_has_none_of(string pattern, string? allowedIn, string why) =>
        Offences(pattern, allowedIn).Should().BeEmpty(why);

    [Fact]
    public void The_search_finds_what_there_is()
    {
        Offences(@"autograd\.grad\(", null)
            .Should()
            .ContainSingle()
            .Which.Should()
            .StartWith("Attacks/InputGradient.cs");
        Offences(@"\bnew Random\(", null).Should().NotBeEmpty();
    }

    private static string[] Offences(string pattern, string? allowedIn)
    {
        string library = Path.Combine(ReferenceData.RepositoryRoot, "src", "RobustRepro");
        return
        [
            .. from file in Directory.GetFiles(library, "*.cs", SearchOption.AllDirectories)
            let name = Path.GetRelativePath(library, file).Replace('\\', '/')
            where
                !name.StartsWith("bin/", StringComparison.Ordinal) && !name.StartsWith("obj/", StringComparison.Ordinal)
            where allowedIn is null || !name.StartsWith(allowedIn, StringComparison.Ordinal)
            from line in File.ReadLines(file)
                .Select((text, number) => (Text: Regex.Replace(text, "//.*", ""), Number: number + 1))
            where Regex.IsMatch(line.Text, pattern)
            select $"{name}:{line.Number}: {line.Text.Trim()}",
        ];
    }
}
