using RobustRepro.Checkpoints;

namespace RobustRepro.Tests.Checkpoints;

/// <summary>Checkpoints that are refused, with one line that names the file.</summary>
internal static class RefusedCheckpoint
{
    /// <summary>A small file to add something bad to.</summary>
    public static TorchFileBuilder Weights => new TorchFileBuilder().StateDict([("w", [1, 2], [2])]);

    /// <summary>What the refusal says.</summary>
    public static string Refusal(this TemporaryFolder folder, TorchFileBuilder builder)
    {
        string path = folder.File("a.pt");
        File.Delete(path);
        builder.Write(path);
        string message = FluentActions
            .Invoking(() => CheckpointFile.Open(path))
            .Should()
            .Throw<InvalidInputException>()
            .Which.Message;
        message.Should().StartWith(path).And.NotContain("\n");
        return message;
    }
}
