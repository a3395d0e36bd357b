using RobustRepro.Files;

namespace RobustRepro.Tests.Cli;

/// <summary>The gate in a folder of its own: a pair is recorded, comes out green, and red when R is another.</summary>
[Trait("Speed", "slow")]
public sealed class GateTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_recorded_pair_is_green_and_red_when_its_R_is_an_S()
    {
        Put("standard-0", "s");
        Put("robust-0", "r");
        Settings(
            """
            {
              "Study": "trifeature", "Architecture": "alexnet",
              "Standard": "s.safetensors", "Robust": "r.safetensors"
            }
            """
        );

        (int exitCode, _, string error) = Verify("mine");
        exitCode.Should().Be(2, "nothing is on record");
        error.TrimEnd().Should().EndWith("'robustrepro verify --networks mine --record' records it");

        (exitCode, string output, error) = Verify("mine", "--record");
        exitCode.Should().Be(0, error);
        output.Should().Contain($"recorded: {folder.File("robustrepro.recorded/mine.json")}");
        File.Exists(folder.File("out/mine/index.html")).Should().BeTrue();

        (exitCode, _, error) = Verify("all");
        error.Should().BeEmpty();
        exitCode.Should().Be(0);

        Put("standard-1", "r");
        (exitCode, _, error) = Verify("all");
        exitCode.Should().Be(1);
        string[] lines = error.TrimEnd().Split('\n');
        lines.Should().OnlyContain(l => l.StartsWith("not as recorded: mine: ", StringComparison.Ordinal));
        lines
            .Should()
            .ContainSingle()
            .Which.Should()
            .MatchRegex(
                @"smoother-filters is \w+, recorded is supported \(S \d\.\d+, R \d\.\d+; recorded S \d\.\d+, R "
            );
    }

    [Theory]
    [InlineData("{ \"Networks\": {} }", "no networks are named")]
    [InlineData("{ \"Networks\": { \"mine\": 3 } }", "Networks:mine: expected an object")]
    [InlineData("{ \"Networks\": { \"mine\": { \"Study\": \"trifeature\" } } }", "Networks:mine: no Standard")]
    [InlineData(
        "{ \"Networks\": { \"mine\": { \"Studi\": \"trifeature\" } } }",
        "Networks:mine: unknown key 'Studi'; did you mean 'Study'?"
    )]
    [InlineData("{ \"Networks\": { \"a/b\": {} } }", "a name is made of")]
    [InlineData(
        "{ \"Networks\": { \"mine\": { \"Study\": \"trifeature\", \"Standard\": \"a\", \"Robust\": \"b\", "
            + "\"Tolerance\": \"x\" } } }",
        "Tolerance is not a number from 0"
    )]
    [InlineData(
        "{ \"Networks\": { \"other\": { \"Study\": \"trifeature\", \"Standard\": \"a\", \"Robust\": \"b\" } } }",
        "unknown network 'mine'"
    )]
    public void A_mistake_in_the_settings_is_one_line(string settings, string message)
    {
        File.WriteAllText(folder.File("robustrepro.json"), settings);
        (int exitCode, _, string error) = Verify("mine");
        exitCode.Should().Be(2);
        error.TrimEnd().Split('\n').Should().ContainSingle().Which.Should().Contain(message);
    }

    private (int ExitCode, string Output, string Error) Verify(string name, params string[] more) =>
        CliProgram.Run(
            folder.Path,
            [
                "verify",
                "--networks",
                name,
                "--claim",
                "smoother-filters",
                "--quiet",
                "-o",
                "out",
                "--set",
                $"Measurements:Folder={folder.File("store")}",
                .. more,
            ]
        );

    private void Settings(string mine) =>
        File.WriteAllText(folder.File("robustrepro.json"), $$"""{ "Networks": { "mine": {{mine}} } }""");

    private void Put(string network, string name) =>
        File.Copy(
            Path.Combine(Fixtures.Weights("trifeature"), $"alexnet-{network}.safetensors"),
            folder.File($"{name}.safetensors"),
            overwrite: true
        );
}
