using System.Diagnostics;
using System.Text.Json;
using RobustRepro.Tests.Reference;

namespace RobustRepro.Tests.Runtime;

/// <summary>Which libtorch a program carries is one MSBuild property. The CUDA packages are never restored here, only
/// named.</summary>
public sealed class TorchBackendTests
{
    private const string Cpu = "libtorch-cpu-linux-x64";
    private const string Cuda = "TorchSharp-cuda-linux";

    public static TheoryData<string> Leaves { get; } =
    ["src/RobustRepro.Cli/RobustRepro.Cli.csproj", "tests/RobustRepro.Tests.csproj"];

    [Theory]
    [MemberData(nameof(Leaves))]
    public void The_default_is_the_cpu(string project)
    {
        if (OperatingSystem.IsLinux())
            Packages(project).Should().Contain(Cpu).And.NotContain(Cuda);
    }

    [Theory]
    [MemberData(nameof(Leaves))]
    public void Cuda_takes_the_place_of_the_cpu(string project) =>
        Packages(project, "-p:TorchBackend=cuda")
            .Should()
            .Contain(Cuda)
            .And.NotContain(Cpu)
            .And.NotContain("TorchSharp-cpu");

    [Fact]
    public void The_library_carries_neither() =>
        Packages("src/RobustRepro/RobustRepro.csproj")
            .Should()
            .Contain("TorchSharp")
            .And.NotContain(Cpu)
            .And.NotContain(Cuda);

    [Fact]
    public void Another_backend_is_an_error_that_says_which_there_are()
    {
        (int code, string output) = Evaluate(
            "src/RobustRepro.Cli/RobustRepro.Cli.csproj",
            "-t:CollectPackageReferences",
            "-p:TorchBackend=rocm"
        );
        code.Should().NotBe(0);
        output.Should().Contain("TorchBackend is 'rocm'; it must be 'cpu' or 'cuda'");
    }

    private static string[] Packages(string project, params string[] arguments)
    {
        (int code, string output) = Evaluate(project, ["-getItem:PackageReference", .. arguments]);
        code.Should().Be(0, output);
        using JsonDocument json = JsonDocument.Parse(output);
        return
        [
            .. json
                .RootElement.GetProperty("Items")
                .GetProperty("PackageReference")
                .EnumerateArray()
                .Select(p => p.GetProperty("Identity").GetString()!),
        ];
    }

    private static (int Code, string Output) Evaluate(string project, params string[] arguments)
    {
        string dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host
            ? host
            : "dotnet";
        var start = new ProcessStartInfo(
            dotnet,
            [
                "msbuild",
                Path.Combine(ReferenceData.RepositoryRoot, project),
                "-nologo",
                "-nodeReuse:false",
                .. arguments,
            ]
        )
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = ReferenceData.RepositoryRoot,
        };
        // the test host's own MSBuild settings are not this one's
        foreach (
            string name in start
                .Environment.Keys.Where(k => k.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase))
                .ToArray()
        )
            start.Environment.Remove(name);
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd() + errors.Result;
        process.WaitForExit();
        return (process.ExitCode, output);
    }
}
