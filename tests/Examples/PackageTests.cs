using RobustRepro.Files;
using RobustRepro.Tests.Reference;

namespace RobustRepro.Tests.Examples;

/// <summary>The packages work outside of the repository: weights and recipes come along, and a claim of one's own
/// runs.</summary>
[Trait("Speed", "slow")]
public sealed class PackageTests : IDisposable
{
    private const string Version = "0.0.0-scratch";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_packed_library_and_the_example_claim_run_in_a_scratch_folder()
    {
        Pack("RobustRepro");
        Pack("RobustRepro.Testing");
        string project = Scratch();

        (int exitCode, string output) = DotnetTool.Run(project, "test", "-c", "Release");

        output.Should().MatchRegex("Passed!.*Failed: +0, Passed: +3, Skipped: +0");
        exitCode.Should().Be(0);
        string[] weights = Directory.GetFiles(project, "googlenet-robust-0.safetensors", SearchOption.AllDirectories);
        string packed = weights
            .Should()
            .ContainSingle(w => w.Contains("/trifeature/"), "the weights come with the package")
            .Which;
        Sha256
            .OfFile(packed)
            .Should()
            .Be(Sha256.OfFile(Path.Combine(Fixtures.Weights("trifeature"), "googlenet-robust-0.safetensors")));
        Directory.GetFiles(project, "googlenet-robust.json", SearchOption.AllDirectories).Should().NotBeEmpty();
    }

    private void Pack(string project)
    {
        (int exitCode, string output) = DotnetTool.Run(
            ReferenceData.RepositoryRoot,
            "pack",
            Path.Combine("src", project),
            "-c",
            Configuration,
            "--no-build",
            "-o",
            Path.Combine(folder.Path, "feed"),
            $"-p:Version={Version}"
        );
        exitCode.Should().Be(0, output);
    }

    /// <summary>The example with its recorded snapshots, referring to the packages in place of the projects. Packages
    /// of others are taken from where they lie; nothing is left in the user's package folder.</summary>
    private string Scratch()
    {
        string project = Path.Combine(folder.Path, "OwnClaim"),
            example = Path.Combine(ReferenceData.RepositoryRoot, "examples", "OwnClaim");
        Directory.CreateDirectory(Path.Combine(project, "Snapshots"));
        foreach (string file in Directory.GetFiles(example, "*.cs"))
            File.Copy(file, Path.Combine(project, Path.GetFileName(file)));
        foreach (string file in Directory.GetFiles(Path.Combine(example, "Snapshots"), "*.verified.txt"))
            File.Copy(file, Path.Combine(project, "Snapshots", Path.GetFileName(file)));
        string packages =
            Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        File.WriteAllText(
            Path.Combine(project, "OwnClaim.csproj"),
            $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <RuntimeIdentifier>linux-x64</RuntimeIdentifier>
                <SelfContained>false</SelfContained>
                <CreateHardLinksForCopyLocalIfPossible>true</CreateHardLinksForCopyLocalIfPossible>
                <RestoreSources>{Path.Combine(folder.Path, "feed")};{packages}</RestoreSources>
                <RestorePackagesPath>{Path.Combine(folder.Path, "packages")}</RestorePackagesPath>
                <RestoreFallbackFolders>{packages}</RestoreFallbackFolders>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="RobustRepro.Testing" Version="{Version}" />
                <PackageReference Include="libtorch-cpu-linux-x64" Version="2.10.0" />
                <PackageReference Include="Microsoft.NET.Test.Sdk" Version="18.11.0" />
                <PackageReference Include="xunit" Version="2.9.3" />
                <PackageReference Include="xunit.runner.visualstudio" Version="3.1.5" />
              </ItemGroup>
            </Project>
            """
        );
        return project;
    }

    private static string Configuration =>
        AppContext.BaseDirectory.Contains("/Debug/", StringComparison.Ordinal) ? "Debug" : "Release";
}
