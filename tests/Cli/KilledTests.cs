using System.Diagnostics;
using System.Text.RegularExpressions;
using RobustRepro.Measuring.Store;

namespace RobustRepro.Tests.Cli;

/// <summary>Whatever ends a run, the next one goes on from what was kept and comes to the same report.</summary>
[Trait("Speed", "slow")]
public sealed partial class KilledTests
{
    [Fact]
    public void A_run_that_was_killed_comes_to_the_report_of_one_that_was_not()
    {
        using var folder = new TemporaryFolder();
        Verify(folder, "whole").ExitCode.Should().Be(0);

        // a fixed seed: the points differ between machines anyway, since their speed does
        var random = new Random(11);
        for (int i = 0; i < 4; i++)
        {
            using Process process = Start(folder, "killed");
            process.StandardOutput.ReadToEndAsync();
            process.StandardError.ReadToEndAsync();
            if (!process.WaitForExit(TimeSpan.FromSeconds(2 + 5 * random.NextDouble())))
                process.Kill(entireProcessTree: true);
            process.WaitForExit();
        }
        (int exitCode, string error) = Verify(folder, "killed");
        exitCode.Should().Be(0);
        error.Should().NotContain("measured again", "what a killed run left half-written is never read");
        Report(folder, "killed").Should().Be(Report(folder, "whole"));
        Verdicts(folder, "killed").Should().Be(Verdicts(folder, "whole"));
    }

    [Fact]
    public async Task Two_processes_on_one_store_leave_it_whole()
    {
        using var folder = new TemporaryFolder();
        Task<(int ExitCode, string Error)>[] both =
        [
            Task.Run(() => Verify(folder, "shared", "one")),
            Task.Run(() => Verify(folder, "shared", "two")),
        ];
        foreach ((int exitCode, string error) in await Task.WhenAll(both))
        {
            exitCode.Should().Be(0);
            error.Should().NotContain("measured again");
        }
        Verdicts(folder, "one").Should().Be(Verdicts(folder, "two"));
        StoredEntry[] entries = [.. new MeasurementStore(folder.File("shared-store")).Entries()];
        entries.Should().NotBeEmpty().And.OnlyContain(e => e.Problem == null);
    }

    private static (int ExitCode, string Error) Verify(TemporaryFolder folder, string store, string? report = null)
    {
        using Process process = Start(folder, store, report);
        Task<string> output = process.StandardOutput.ReadToEndAsync(),
            error = process.StandardError.ReadToEndAsync();
        process.WaitForExit();
        return (process.ExitCode, error.Result + (process.ExitCode == 0 ? "" : output.Result));
    }

    private static Process Start(TemporaryFolder folder, string store, string? report = null) =>
        CliProgram.Start(
            folder.Path,
            "verify",
            "--claim",
            "shape-less",
            "--arch",
            "resnet",
            "--set",
            $"Measurements:Folder={folder.File($"{store}-store")}",
            "-o",
            folder.File(report ?? store)
        );

    private static string Verdicts(TemporaryFolder folder, string report) =>
        File.ReadAllText(Path.Combine(folder.File(report), "verdicts.json"));

    /// <summary>Without when and where each part was measured.</summary>
    private static string Report(TemporaryFolder folder, string report) =>
        WhenAndWhere().Replace(File.ReadAllText(Path.Combine(folder.File(report), "index.html")), "");

    [GeneratedRegex("parts: [^<]*")]
    private static partial Regex WhenAndWhere();
}
