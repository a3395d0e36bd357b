using RobustRepro.Tests.Reference;

namespace RobustRepro.Tests.Cli;

public sealed class CompareCommandTests
{
    private static readonly string Weights = Path.Combine(
        ReferenceData.RepositoryRoot,
        "fixtures",
        "trifeature",
        "weights"
    );

    [Fact, Trait("Speed", "slow")]
    public void A_pair_of_weight_files_is_judged_under_any_names()
    {
        using var folder = new TemporaryFolder();
        File.Copy(Path.Combine(Weights, "alexnet-standard-10.safetensors"), folder.File("mine.safetensors"));
        File.Copy(Path.Combine(Weights, "alexnet-robust-11.safetensors"), folder.File("theirs.safetensors"));

        (int exitCode, string output, string error) = CliProgram.Run(
            folder.Path,
            "compare",
            "--standard",
            "mine.safetensors",
            "--robust",
            "theirs.safetensors",
            "--study",
            "trifeature",
            "--arch",
            "alexnet",
            "--claim",
            "smoother-filters",
            "--quiet"
        );

        error.Should().BeEmpty();
        exitCode.Should().Be(0);
        output.Should().Contain("smoother-filters").And.Contain("S and R").And.NotContain("recorded");
        string report = File.ReadAllText(folder.File("report/index.html"));
        report.Should().Contain("mine.safetensors SHA-256").And.Contain("theirs.safetensors SHA-256");
    }

    [Fact]
    public void A_file_of_another_architecture_is_refused()
    {
        using var folder = new TemporaryFolder();
        string file = Path.Combine(Weights, "alexnet-standard-10.safetensors");
        (int exitCode, _, string error) = CliProgram.Run(
            folder.Path,
            "compare",
            "--standard",
            file,
            "--robust",
            file.Replace("-standard-", "-robust-", StringComparison.Ordinal),
            "--study",
            "trifeature",
            "--arch",
            "resnet",
            "--claim",
            "smoother-filters",
            "--quiet"
        );
        error
            .Trim()
            .Should()
            .Be($"error: {file}: holds the network 'alexnet-standard-10', expected one of architecture resnet");
        exitCode.Should().Be(2);
    }

    /// <summary>Both studies have ten classes, so that the answers would look like answers.</summary>
    [Fact]
    public void A_network_of_another_study_is_refused()
    {
        using var folder = new TemporaryFolder();
        string file = Path.Combine(
            ReferenceData.RepositoryRoot,
            "fixtures",
            "cifar10",
            "weights",
            "resnet-standard-0.safetensors"
        );
        (int exitCode, _, string error) = CliProgram.Run(
            folder.Path,
            "compare",
            "--standard",
            file,
            "--robust",
            file.Replace("-standard-", "-robust-", StringComparison.Ordinal),
            "--study",
            "trifeature",
            "--arch",
            "resnet",
            "--claim",
            "smoother-filters",
            "--quiet"
        );
        error
            .Trim()
            .Should()
            .Be(
                $"error: {file}: 'resnet-standard-0' was trained for the cifar10 study and knows its images "
                    + $"and classes, not those of trifeature: use --study cifar10, or a network of trifeature"
            );
        exitCode.Should().Be(2);
    }

    [Theory]
    [InlineData("r.safetensors")]
    [InlineData("copy.safetensors")]
    [InlineData("link.safetensors")]
    public void One_network_in_both_parts_is_refused(string standard)
    {
        using var folder = new TemporaryFolder();
        foreach (string name in new[] { "r.safetensors", "copy.safetensors" })
            File.Copy(Path.Combine(Weights, "alexnet-robust-10.safetensors"), folder.File(name));
        File.CreateSymbolicLink(folder.File("link.safetensors"), "r.safetensors");
        CliProgram
            .Run(
                folder.Path,
                "compare",
                "--standard",
                standard,
                "--robust",
                "./r.safetensors",
                "--study",
                "trifeature",
                "--arch",
                "alexnet"
            )
            .Should()
            .Be(
                (
                    2,
                    "",
                    $"error: ./r.safetensors is in the part of R and has the content of {standard}, which is in the "
                        + "part of S: give two networks, a standard one as S and an adversarially trained one as R\n"
                )
            );
    }
}
