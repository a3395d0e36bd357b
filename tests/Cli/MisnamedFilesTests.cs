using RobustRepro.Checkpoints;
using RobustRepro.Tests.Checkpoints;
using RobustRepro.Tests.Onnx;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Cli;

/// <summary>Files under the names of other formats, and names that a terminal would obey.</summary>
public sealed class MisnamedFilesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose()
    {
        scope.Dispose();
        folder.Dispose();
    }

    [Theory]
    [InlineData("net.pt")]
    [InlineData("net.pth")]
    [InlineData("net.safetensors")]
    [InlineData("net")]
    public void An_ONNX_file_is_known_by_its_content(string name)
    {
        OnnxBuilder.Network().Write(folder.File(name));
        (int exitCode, string output, string error) = Run("models", "inspect", name);
        (exitCode, error).Should().Be((0, ""));
        output.Should().Contain("format       ONNX; ");

        Run("models", "convert", name, "out.safetensors")
            .Should()
            .Be(
                (
                    2,
                    "",
                    $"error: {name}: cannot be read as a checkpoint: neither a file of torch.save (zip or legacy) nor "
                        + "a safetensors file, but an ONNX file, which 'models inspect', 'evaluate' and 'compare' "
                        + "read\n"
                )
            );
    }

    [Fact]
    public void Weight_files_named_onnx_are_known_by_their_content()
    {
        new TorchFileBuilder().StateDict([("w", [1, 2], [2])]).Write(folder.File("zip.onnx"));
        new TorchFileBuilder().StateDict([("w", [1, 2], [2])]).WriteLegacy(folder.File("legacy.onnx"));
        Safetensors.Write(folder.File("safe.onnx"), new Dictionary<string, Tensor> { ["w"] = zeros(2) });
        foreach (
            (string name, string format) in new[]
            {
                ("zip.onnx", "PyTorch, zip (1.6 and later)"),
                ("legacy.onnx", "PyTorch, legacy (before 1.6)"),
                ("safe.onnx", "safetensors"),
            }
        )
        {
            (int exitCode, string output, string error) = Run("models", "inspect", name);
            (exitCode, error).Should().Be((0, ""), name);
            output.Should().Contain($"format       {format}\n");
        }
    }

    [Fact]
    public void What_is_neither_goes_by_its_name()
    {
        OnnxBuilder.Network().Write(folder.File("cut.onnx"));
        byte[] whole = File.ReadAllBytes(folder.File("cut.onnx"));
        File.WriteAllBytes(folder.File("cut.onnx"), whole[..^9]);
        (int exitCode, _, string error) = Run("models", "inspect", "cut.onnx");
        exitCode.Should().Be(2);
        error.Should().StartWith("error: cut.onnx: cannot be read as an ONNX file, it is truncated, damaged or ");
    }

    /// <summary>Colours, a bell, a carriage return, a line end, and the mark that turns text round.</summary>
    [Fact]
    public void Control_characters_of_names_are_shown_and_not_obeyed()
    {
        const string name = "a\u001b[31m\a\r\nb\u202ec.pt",
            shown = @"a\u001B[31m\u0007\u000D\u000Ab\u202Ec.pt";
        Run("models", "inspect", name).Should().Be((2, "", $"error: {shown}: there is no such file\n"));
        new TorchFileBuilder().StateDict([("w", [1, 2], [2])]).Write(folder.File(name));
        (int exitCode, string output, string error) = Run("models", "inspect", name);
        (exitCode, error).Should().Be((0, ""));
        output.Split('\n')[0].Should().StartWith($"file         {shown}, ");
        Run("verify", $"--{name}").Error.Should().StartWith("error: ").And.NotContain("\u001b").And.NotContain("\a");
    }

    private (int ExitCode, string Output, string Error) Run(params string[] arguments) =>
        CliProgram.Run(folder.Path, arguments);
}
