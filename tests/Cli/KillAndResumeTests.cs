using System.Diagnostics;

namespace RobustRepro.Tests.Cli;

/// <summary>A training that was killed goes on to the same bits as one that was not.</summary>
[Trait("Speed", "slow")]
public sealed class KillAndResumeTests
{
    [Fact]
    public void Killed_within_an_epoch_and_resumed_gives_identical_weights()
    {
        using var folder = new TemporaryFolder();
        string recipe = TinyRecipe.Write(folder.Path, robust: true, images: 400, epochs: 4);
        string[] Train(string runs) =>
            [
                "train",
                "--arch",
                "resnet",
                "--mode",
                "robust",
                "--seed",
                "7",
                "--threads",
                "1",
                "--recipe",
                recipe,
                "--runs",
                runs,
                "--resume",
            ];
        string Weights(string runs) =>
            Path.Combine(folder.Path, runs, "trifeature", "resnet-robust-7", "resnet-robust-7.safetensors");
        string Metrics(string runs) =>
            Path.Combine(folder.Path, runs, "trifeature", "resnet-robust-7", "metrics.jsonl");
        string Checkpoint(string runs) =>
            Path.Combine(folder.Path, runs, "trifeature", "resnet-robust-7", "checkpoint.safetensors");

        CliProgram.Run(folder.Path, Train("whole")).ExitCode.Should().Be(0);

        using (Process process = CliProgram.Start(folder.Path, Train("killed")))
        {
            // an epoch is twenty batches: just after the first one's checkpoint, the second is under way
            while (!File.Exists(Checkpoint("killed")) && !process.HasExited)
                Thread.Sleep(5);
            Thread.Sleep(150);
            process.Kill();
            process.WaitForExit();
        }
        File.Exists(Weights("killed")).Should().BeFalse("the process was killed before its end");
        File.ReadAllLines(Metrics("killed")).Length.Should().BeInRange(1, 3);

        CliProgram.Run(folder.Path, Train("killed")).ExitCode.Should().Be(0);
        File.ReadAllBytes(Weights("killed")).Should().Equal(File.ReadAllBytes(Weights("whole")));
        File.ReadAllLines(Metrics("killed")).Should().HaveCount(4);
    }
}
