using RobustRepro.Checkpoints;
using RobustRepro.Files;
using RobustRepro.Onnx;
using RobustRepro.Tests.Cli;

namespace RobustRepro.Tests.Files;

/// <summary>What stands in the way of reading a file is said as it is, by every reader of weights.</summary>
public sealed class InputFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public static TheoryData<string, string> Wrong =>
        new()
        {
            { "absent.pth", "there is no such file" },
            { "folder", "is a folder, expected a file" },
            { "dead.pth", "is a link to gone.pth, which is not there" },
            { "circle.pth", "is a link to circle.pth, which is not there" },
        };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Says_what_is_there_in_place_of_a_file(string name, string problem)
    {
        string path = Made(name);
        foreach (Action read in (Action[])[() => CheckpointFile.Open(path).Dispose(), () => OnnxFile.Parse(path)])
            read.Should().Throw<InvalidInputException>().WithMessage($"{path}: {problem}");
    }

    [Theory]
    [InlineData("folder", "folder: is a folder, expected a weight file")]
    [InlineData("dead.pth", "dead.pth: is a link to gone.pth, which is not there")]
    [InlineData("link.pth", "link.pth: cannot be read as a checkpoint: it is empty")]
    public void A_command_says_it_too(string name, string problem)
    {
        Made(name);
        CliProgram.Run(folder.Path, "evaluate", name, "--study", "cifar10").Should().Be((2, "", $"error: {problem}\n"));
    }

    [Fact]
    public void A_link_to_a_file_is_that_file()
    {
        File.WriteAllText(folder.File("there.pth"), "");
        File.CreateSymbolicLink(folder.File("link.pth"), "there.pth");
        FluentActions.Invoking(() => InputFile.Require(folder.File("link.pth"))).Should().NotThrow();
    }

    public void Dispose() => folder.Dispose();

    private string Made(string name)
    {
        string path = folder.File(name);
        if (name == "folder")
            Directory.CreateDirectory(path);
        else if (name == "dead.pth")
            File.CreateSymbolicLink(path, "gone.pth");
        else if (name == "link.pth")
        {
            File.WriteAllText(folder.File("there.pth"), "");
            File.CreateSymbolicLink(path, "there.pth");
        }
        else if (name == "circle.pth")
            File.CreateSymbolicLink(path, name);
        return path;
    }
}
