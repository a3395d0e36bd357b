using System.Diagnostics;
using System.Text.Json;
using RobustRepro.Tests.Cli;

namespace RobustRepro.Tests.Faults;

/// <summary>Which numbers are the same to the last bit, and which within a tolerance: docs/determinism.md.</summary>
[Trait("Speed", "slow")]
public sealed class SameNumbersTests : IDisposable
{
    /// <summary>One image in a hundred may be answered otherwise with other vector instructions.</summary>
    private const double Tolerance = 0.015;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("smoother-filters")]
    [InlineData("shape-less")]
    public void Numbers_do_not_depend_on_threads_and_hardly_on_vector_instructions(string claim)
    {
        string[] two = Numbers(claim, "2", null);
        two.Should().NotBeEmpty();
        Numbers(claim, "1", null).Should().Equal(two, "threads change nothing");
        foreach (string capability in (string[])["avx2", "default"])
        {
            double[] other = [.. Numbers(claim, "2", capability).Select(double.Parse)];
            other.Should().HaveCount(two.Length);
            foreach ((double here, double there) in two.Select(double.Parse).Zip(other))
                there.Should().BeApproximately(here, Tolerance, "{0} instructions", capability);
        }
    }

    /// <summary>S, R and the difference, as they are written.</summary>
    private string[] Numbers(string claim, string threads, string? capability)
    {
        string report = folder.File($"{threads}-{capability}");
        ProcessStartInfo info = CliProgram.Info(
            folder.Path,
            "verify",
            "--claim",
            claim,
            "--arch",
            "resnet",
            "--threads",
            threads,
            "--quiet",
            "--set",
            "Studies:Trifeature:Seeds=0",
            "--set",
            "Measurements:Folder=none",
            "-o",
            report
        );
        if (capability is not null)
            info.Environment["ATEN_CPU_CAPABILITY"] = capability;
        using Process process = Process.Start(info)!;
        process.StandardOutput.ReadToEndAsync();
        process.StandardError.ReadToEndAsync();
        process.WaitForExit();
        using var written = JsonDocument.Parse(File.ReadAllText(Path.Combine(report, "verdicts.json")));
        return
        [
            .. written
                .RootElement.GetProperty("verdicts")
                .EnumerateArray()
                .SelectMany(v =>
                    new[] { "standard", "robust", "difference" }.Select(name => v.GetProperty(name).GetRawText())
                ),
        ];
    }
}
