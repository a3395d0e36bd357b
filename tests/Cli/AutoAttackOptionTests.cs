using System.Text.Json;
using RobustRepro.Tests.Reference;

namespace RobustRepro.Tests.Cli;

/// <summary><c>--attack autoattack</c>, and what is said of attacks that there are not.</summary>
public sealed class AutoAttackOptionTests : IDisposable
{
    private static readonly string Weights = Path.Combine(
        ReferenceData.RepositoryRoot,
        "fixtures",
        "trifeature",
        "weights"
    );

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void An_unknown_attack_is_named_with_those_there_are()
    {
        (int exitCode, _, string error) = Run("evaluate", "alexnet-standard-10", "--attack", "fgsm");
        error.Trim().Should().Be("error: setting Attack is 'fgsm', expected pgd or autoattack");
        exitCode.Should().Be(2);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("some")]
    public void A_number_of_images_that_is_none_is_named(string images)
    {
        (int exitCode, _, string error) = Run(
            "evaluate",
            "alexnet-standard-10",
            "--attack",
            "autoattack",
            "--set",
            $"AutoAttackImages={images}"
        );
        error.Trim().Should().Be($"error: setting AutoAttackImages is '{images}', expected a number of images from 1");
        exitCode.Should().Be(2);
    }

    [Fact, Trait("Speed", "slow")]
    public void Evaluate_reports_as_robustbench_does_and_reads_it_from_the_store_the_second_time()
    {
        string[] command =
        [
            "evaluate",
            Path.Combine(Weights, "alexnet-standard-10.safetensors"),
            "--attack",
            "autoattack",
            "--quiet",
            "--set",
            "AutoAttackImages=6",
            "--set",
            $"Measurements:Folder={folder.File("store")}",
        ];
        (int exitCode, string output, string error) = Run(command);
        error.Should().BeEmpty();
        exitCode.Should().Be(0);
        output
            .Should()
            .Contain("AutoAttack, standard version")
            .And.Contain("clean, %")
            .And.Contain("after APGD-CE  after APGD-T  after FAB-T  after Square");
        Run(command).Output.Should().Be(output);

        (_, string json, _) = Run([.. command, "--json"]);
        using JsonDocument document = JsonDocument.Parse(json);
        JsonElement record = document.RootElement.GetProperty("autoAttack");
        record.GetProperty("images").GetInt32().Should().Be(6);
        record.GetProperty("norm").GetString().Should().Be("L2");
        record.GetProperty("eps").GetDouble().Should().Be(2);
        record.GetProperty("stages").GetArrayLength().Should().Be(4);
        record.GetProperty("weights").GetString().Should().StartWith("alexnet-standard-10.safetensors SHA-256 ");
    }

    [Fact, Trait("Speed", "slow")]
    public void Compare_shows_it_as_a_row_of_sensitivity_beside_the_verdict()
    {
        (int exitCode, string output, string error) = Run(
            "compare",
            "--standard",
            Path.Combine(Weights, "alexnet-standard-10.safetensors"),
            "--robust",
            Path.Combine(Weights, "alexnet-standard-11.safetensors"),
            "--study",
            "trifeature",
            "--arch",
            "alexnet",
            "--claim",
            "robust",
            "--attack",
            "autoattack",
            "--quiet",
            "--set",
            "AutoAttackImages=6"
        );
        error
            .TrimEnd()
            .Should()
            .Match("warning: *alexnet-standard-11.safetensors was trained as standard, and is in the part of R");
        exitCode.Should().Be(0);
        output.Should().Contain("AutoAttack, standard version");
        File.ReadAllText(folder.File("report/index.html")).Should().Contain("AutoAttack, first 6 images");
    }

    private (int ExitCode, string Output, string Error) Run(params string[] arguments) =>
        CliProgram.Run(folder.Path, arguments);
}
