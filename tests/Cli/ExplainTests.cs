namespace RobustRepro.Tests.Cli;

/// <summary>What a verdict rests on.</summary>
[Trait("Speed", "slow")]
public sealed class ExplainTests
{
    [Fact]
    public void A_verdict_names_its_networks_their_hashes_and_the_commands_that_make_it_again()
    {
        using var folder = new TemporaryFolder();
        (int exitCode, string output, string error) = CliProgram.Run(
            folder.Path,
            "verify",
            "--explain",
            "smoother-filters",
            "resnet",
            "--set",
            "Measurements:Folder=none"
        );
        error.Should().BeEmpty();
        exitCode.Should().Be(0);
        output.Should().StartWith("smoother-filters, resnet on trifeature: Supported");
        foreach (string mode in (string[])["standard", "robust"])
        {
            output
                .Should()
                .MatchRegex($@"resnet-{mode}-10 +\d\.\d{{4}}  resnet-{mode}-10\.safetensors SHA-256 [0-9a-f]{{64}}");
            output.Should().Contain($"robustrepro train --study trifeature --arch resnet --mode {mode} --seed 10");
        }
        output
            .Should()
            .Contain("robustrepro verify --study trifeature --claim smoother-filters --arch resnet --fresh")
            .And.Contain("--set Measurements:Folder=none")
            .And.MatchRegex("commit [0-9a-f]{7,}");
    }

    [Fact]
    public void An_unknown_claim_is_answered_in_one_line()
    {
        using var folder = new TemporaryFolder();
        (int exitCode, _, string error) = CliProgram.Run(
            folder.Path,
            "verify",
            "--explain",
            "smother-filters",
            "resnet"
        );
        exitCode.Should().Be(2);
        error.TrimEnd().Should().StartWith("error: unknown claim").And.NotContain("\n");
    }
}
