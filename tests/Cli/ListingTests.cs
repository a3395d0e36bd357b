using System.Text.Json;
using RobustRepro.Claims;
using RobustRepro.Studies;

namespace RobustRepro.Tests.Cli;

/// <summary>What there is, for people and for programs.</summary>
public sealed class ListingTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Claims_are_listed_and_shown()
    {
        string[] ids = [.. ClaimRegistry.Known.Select(c => c.Id)];
        Json("claims", "list").EnumerateArray().Select(c => c.GetProperty("claim").GetString()).Should().Equal(ids);
        Output("claims", "list").Should().ContainAll(ids);
        Output("claims", "show", "shape-bias")
            .Should()
            .Contain(ClaimRegistry.Find("shape-bias").Text.Statement)
            .And.Contain("How to read it")
            .And.Contain("Deviations from the paper");
    }

    [Fact]
    public void Studies_say_what_they_still_need()
    {
        JsonElement[] studies = [.. Json("studies", "list").EnumerateArray()];
        studies.Select(s => s.GetProperty("study").GetString()).Should().Equal(StudyRegistry.Verifiable);
        studies[0].GetProperty("stillNeeds").GetArrayLength().Should().Be(0, "trifeature comes with all it needs");
        studies[1].GetProperty("stillNeeds")[0].GetString().Should().Contain("data get cifar10-images");
        studies[^1].GetProperty("claims").GetArrayLength().Should().Be(5);
        Output("studies", "list").Should().Contain("imagenet lacks: alexnet: no weights of its standard network");
    }

    [Theory]
    [InlineData("models", "network", "googlenet-robust-0")]
    [InlineData("data", "name", "cifar10-images")]
    public void Networks_and_data_sets_are_listed_as_json(string command, string property, string expected) =>
        Json(command, "list")
            .EnumerateArray()
            .Select(e => e.GetProperty(property).GetString())
            .Should()
            .Contain(expected);

    [Theory]
    [InlineData("--claim ", "shape-bias")]
    [InlineData("--study ", "cifar10")]
    [InlineData("--arch ", "googlenet")]
    public void Names_are_completed(string typed, string expected)
    {
        string line = $"robustrepro verify {typed}";
        Output($"[suggest:{line.Length}]", line).Split('\n').Should().Contain(expected);
    }

    [Fact]
    public void Networks_are_completed() =>
        Output("[suggest:21]", "robustrepro evaluate ").Split('\n').Should().Contain("googlenet-robust-0");

    [Theory]
    [InlineData("bash", "complete -o default -F _robustrepro robustrepro")]
    [InlineData("zsh", "compdef _robustrepro robustrepro")]
    [InlineData("fish", "complete -c robustrepro")]
    public void A_shell_gets_its_script(string shell, string expected) =>
        Output("completions", shell).Should().Contain(expected);

    private string Output(params string[] arguments)
    {
        (int exitCode, string output, string error) = CliProgram.Run(folder.Path, arguments);
        error.Should().BeEmpty();
        exitCode.Should().Be(0);
        return output;
    }

    private JsonElement Json(params string[] arguments) =>
        JsonDocument.Parse(Output([.. arguments, "--json"])).RootElement;
}
