using System.Text.Json.Nodes;
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
        Put("standard-10", "s");
        Put("robust-10", "r");
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

        Put("standard-11", "r");
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

    [Fact]
    public void Three_runs_are_held_to_their_prediction_interval()
    {
        for (int run = 0; run < 3; run++)
        {
            Put($"standard-{10 + run}", $"s{run}");
            Put($"robust-{10 + run}", $"r{run}");
        }
        string[] three = ["r0", "r1", "r2"];
        Runs(three);
        (int exitCode, _, string error) = Verify("mine", "--record");
        exitCode.Should().Be(0, error);
        File.ReadAllText(folder.File("robustrepro.recorded/mine.json")).Should().Contain("\"robustRuns\": [");

        // another training of R comes out within
        Put("robust-13", "r3");
        Runs("r3", "r1", "r2");
        (exitCode, _, error) = Verify("mine");
        error.Should().BeEmpty();
        exitCode.Should().Be(0);

        // where other runs are on record, the same numbers leave them
        string record = folder.File("robustrepro.recorded/mine.json");
        JsonNode content = JsonNode.Parse(File.ReadAllText(record))!;
        content["verdicts"]![0]!["robust"] = 1.001;
        content["verdicts"]![0]!["robustRuns"] = new JsonArray(1.0, 1.001, 1.002);
        File.WriteAllText(record, content.ToJsonString());
        (exitCode, _, error) = Verify("mine");
        exitCode.Should().Be(1);
        error
            .TrimEnd()
            .Should()
            .MatchRegex(
                @"^not as recorded: mine: smoother-filters is supported as recorded, R leaves 0\.997 to 1\.005, the "
                    + @"prediction interval of 3 recorded runs \(S 2\.\d+, R 1\.9\d+; recorded S 2\.\d+, R 1\.001\)$"
            );
    }

    [Fact]
    public void R_of_several_eps_beside_one_S_have_a_trend()
    {
        for (int run = 0; run < 3; run++)
        {
            Put($"standard-{10 + run}", $"s{run}");
            Put($"robust-{10 + run}", $"r{run}");
        }
        Settings(
            """
            {
              "Study": "trifeature", "Architecture": "alexnet",
              "Standard": ["s0.safetensors", "s1.safetensors", "s2.safetensors"],
              "Robust": { "2": ["r0.safetensors", "r1.safetensors", "r2.safetensors"], "0.5": "s0.safetensors" }
            }
            """
        );
        (int exitCode, string output, string error) = Verify("mine", "--record");
        exitCode.Should().Be(0, error);
        output.Should().Contain("alexnet").And.Contain("L2 eps 2").And.Contain("tau");
        File.ReadAllText(folder.File("out/mine/over-eps/index.html"))
            .Should()
            .Contain("smoother-filters-over-eps")
            .And.Contain("Jonckheere");
        File.Exists(folder.File("out/mine/eps-0.5/index.html")).Should().BeTrue();
        (exitCode, _, error) = Verify("mine");
        error.Should().BeEmpty();
        exitCode.Should().Be(0);

        Put("standard-13", "r0");
        Put("standard-14", "r1");
        Put("standard-15", "r2");
        (exitCode, _, error) = Verify("mine");
        exitCode.Should().Be(1);
        error
            .Should()
            .Contain("not as recorded: mine at eps 2: smoother-filters is ")
            .And.Contain("not as recorded: mine over eps: smoother-filters is ");
    }

    [Theory]
    [InlineData(
        "{ \"Networks\": { \"mine\": { \"Study\": \"trifeature\", \"Standard\": \"a\", "
            + "\"Robust\": { \"x\": \"b\" } } } }",
        "Robust:x is no eps: expected a number above 0"
    )]
    [InlineData(
        "{ \"Networks\": { \"mine\": { \"Study\": \"trifeature\", \"Standard\": [], \"Robust\": \"b\" } } }",
        "Standard is neither a file nor a list of files"
    )]
    [InlineData(
        "{ \"Networks\": { \"mine\": { \"Study\": \"trifeature\", \"Standard\": \"a\", \"Robust\": \"b\", "
            + "\"Confidence\": 95 } } }",
        "Confidence is not a number between 0.5 and 1"
    )]
    [InlineData(
        "{ \"Networks\": { \"mine\": { \"Study\": \"trifeature\", \"Standard\": \"a\", "
            + "\"Robust\": { \"0,5\": \"b\", \"1\": \"c\" } } } }",
        "Robust:0,5 is no eps: expected a number above 0"
    )]
    [InlineData(
        "{ \"Networks\": { \"mine\": { \"Study\": \"trifeature\", \"Standard\": \"a\", "
            + "\"Robust\": [\"b\", \"./b\"] } } }",
        "b twice; each file is a run of its own"
    )]
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

    [Fact]
    public void What_is_said_of_ONNX_files_is_refused_of_weight_files()
    {
        string weights = RobustRepro.Files.Fixtures.Weights("trifeature");
        File.WriteAllText(
            folder.File("robustrepro.json"),
            $$"""
            { "Networks": { "mine": { "Study": "trifeature", "Architecture": "googlenet",
              "Standard": "{{weights}}/googlenet-standard-10.safetensors",
              "Robust": "{{weights}}/googlenet-robust-10.safetensors", "Normalization": "imagenet" } } }
            """
        );
        (int exitCode, _, string error) = Verify("mine", "--record");
        exitCode.Should().Be(2);
        error.TrimEnd().Should().Contain("is no ONNX file: normalization, layers and class names").And.NotContain("\n");
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

    private void Runs(params string[] robust) =>
        Settings(
            $$"""
            {
              "Study": "trifeature", "Architecture": "alexnet", "Tolerance": 0,
              "Standard": ["s0.safetensors", "s1.safetensors", "s2.safetensors"],
              "Robust": [{{string.Join(", ", robust.Select(r => $"\"{r}.safetensors\""))}}]
            }
            """
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
