using System.Diagnostics;
using RobustRepro.Tests.Cli;

namespace RobustRepro.Tests.Faults;

/// <summary>A polite end, as a scheduler or a shutdown sends it: the program stops, and the next run goes on.</summary>
[Trait("Speed", "slow")]
public sealed class EndedTests : IDisposable
{
    /// <summary>128 and the number of SIGTERM, as shells say it.</summary>
    private const int Terminated = 143;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_training_that_is_ended_goes_on_to_the_same_weights()
    {
        string recipe = TinyRecipe.Write(folder.Path, images: 400, epochs: 4);
        string[] Train(string runs) =>
            [
                "train",
                "--arch",
                "resnet",
                "--mode",
                "standard",
                "--seed",
                "2",
                "--threads",
                "1",
                "--recipe",
                recipe,
                "--runs",
                runs,
                "--resume",
                "--quiet",
            ];
        string File(string runs, string name) =>
            Path.Combine(folder.Path, runs, "trifeature", "resnet-standard-2", name);
        const string weights = "resnet-standard-2.safetensors";
        CliProgram.Run(folder.Path, Train("whole")).ExitCode.Should().Be(0);

        Ended(Train("ended"), () => System.IO.File.Exists(File("ended", "checkpoint.safetensors")))
            .Should()
            .Be((Terminated, "stopped; the same command with --resume goes on from the last checkpoint\n"));
        System.IO.File.Exists(File("ended", weights)).Should().BeFalse("it was ended before its end");
        NoTemporaryFile();
        PutClockBack("ended");

        CliProgram.Run(folder.Path, Train("ended")).ExitCode.Should().Be(0);
        System
            .IO.File.ReadAllBytes(File("ended", weights))
            .Should()
            .Equal(System.IO.File.ReadAllBytes(File("whole", weights)));
    }

    [Fact]
    public void A_verification_that_is_ended_leaves_whole_measurements_and_no_report()
    {
        string store = folder.File("store"),
            report = folder.File("report");
        string[] verify = Verify(store, report);
        Ended(
                verify,
                () =>
                    Directory.Exists(store)
                    && Directory.EnumerateFiles(store, "*.npz", SearchOption.AllDirectories).Any()
            )
            .Should()
            .Be((Terminated, "stopped; what was measured is kept, the same command measures the rest\n"));
        System.IO.File.Exists(Path.Combine(report, "index.html")).Should().BeFalse();
        PutClockBack("store");

        (int exitCode, _, string error) = CliProgram.Run(folder.Path, verify);
        exitCode.Should().Be(0);
        error.Should().BeEmpty();
        System.IO.File.Exists(Path.Combine(report, "index.html")).Should().BeTrue();
    }

    /// <summary>The signal comes while a measurement is on its way to the disk, which takes milliseconds: one try may
    /// miss it.</summary>
    [Fact]
    public void A_verification_that_is_ended_while_it_writes_takes_that_away()
    {
        for (int attempt = 0; attempt < 2; attempt++)
        {
            string store = folder.File($"store-{attempt}");
            Ended(
                    Verify(store, folder.File("report")),
                    () =>
                        Directory.Exists(store)
                        && Directory.EnumerateFiles(store, "*.tmp", SearchOption.AllDirectories).Any()
                )
                .Should()
                .Be((Terminated, "stopped; what was measured is kept, the same command measures the rest\n"));
            NoTemporaryFile();
        }
    }

    private static string[] Verify(string store, string report) =>
        [
            "verify",
            "--claim",
            "shape-less",
            "--arch",
            "resnet",
            "--quiet",
            "--set",
            $"Measurements:Folder={store}",
            "-o",
            report,
        ];

    /// <summary>What was written before the clock jumped bears dates of the future.</summary>
    private void PutClockBack(string below)
    {
        foreach (string file in Directory.EnumerateFiles(folder.File(below), "*", SearchOption.AllDirectories))
            System.IO.File.SetLastWriteTimeUtc(file, new DateTime(2106, 1, 1, 0, 0, 0, DateTimeKind.Utc));
    }

    private void NoTemporaryFile() =>
        Directory.EnumerateFiles(folder.Path, "*.tmp", SearchOption.AllDirectories).Should().BeEmpty();

    /// <summary>Starts the program, ends it as soon as something is there, and waits for it.</summary>
    private (int ExitCode, string Error) Ended(string[] arguments, Func<bool> there)
    {
        using Process process = CliProgram.Start(folder.Path, arguments);
        process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        // waits for its input to end: what is there for milliseconds would be gone before a program has started
        using Process signal = Process.Start(
            new ProcessStartInfo("sh", ["-c", $"read go; kill -TERM {process.Id}"]) { RedirectStandardInput = true }
        )!;
        while (!there() && !process.HasExited)
            Thread.Sleep(1);
        signal.StandardInput.Close();
        signal.WaitForExit();
        process.WaitForExit();
        return (process.ExitCode, error.Result);
    }
}
