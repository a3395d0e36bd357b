using System.Text.Json;
using RobustRepro.Tests.Studies.Published;

namespace RobustRepro.Tests.Cli;

/// <summary>A table of published numbers from the command line: verdicts for people and programs, and one line for what
/// is wrong.</summary>
public sealed class PublishedCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_family_of_another_table_is_judged()
    {
        SampleBenchmark benchmark = new SampleBenchmark().Series("shape-bias", 0.2, 0.3, 0.4, 0.5, 0.6);
        folder.Add("table.csv", benchmark.ToString());
        (int exitCode, string output, string error) = Run("published", "table.csv", "--family", "net");
        (exitCode, error).Should().Be((0, ""));
        output
            .Should()
            .ContainAll("net L2, eps by eps", "shape-bias: ", "weaker", "of no claim: what else becomes of net L2")
            .And.EndWith("Report: report/index.html\n");
        File.ReadAllText(folder.File("report/index.html")).Should().Contain("shape bias rises with eps");
        using var verdicts = JsonDocument.Parse(File.ReadAllText(folder.File("report/verdicts.json")));
        JsonElement shapeBias = verdicts
            .RootElement.GetProperty("verdicts")
            .EnumerateArray()
            .First(v => v.GetProperty("claim").GetString() == "shape-bias");
        shapeBias.GetProperty("verdict").GetString().Should().Be("supported");
        shapeBias.GetProperty("networks").GetArrayLength().Should().Be(5);
    }

    [Fact]
    public void What_is_wrong_takes_one_line()
    {
        folder.Add("table.csv", new SampleBenchmark().ToString());
        Run("published", "table.csv", "--family", "nets")
            .Should()
            .Be((2, "", "error: unknown family of networks in table.csv 'nets'; did you mean 'net'? known: net\n"));
        (int exitCode, _, string error) = Run("verify", "--study", "published", "--set", "Data:Folder=nowhere");
        exitCode.Should().Be(2);
        error
            .Should()
            .StartWith("error: no table of published measurements; get it with 'data get published-benchmark'");
    }

    private (int ExitCode, string Output, string Error) Run(params string[] arguments) =>
        CliProgram.Run(folder.Path, arguments);
}
