using RobustRepro.Checkpoints;
using RobustRepro.Models;
using RobustRepro.Tests.Checkpoints;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Cli;

/// <summary><c>models inspect</c> and <c>models convert</c> on values and tensors that no network should have: nothing
/// is dropped, and nothing passed on, without a word.</summary>
public sealed class ConvertedContentTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose()
    {
        scope.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void Values_that_are_no_numbers_are_counted_and_their_keys_named()
    {
        Safetensors.Write(
            folder.File("a.safetensors"),
            new Dictionary<string, Tensor>
            {
                ["bias"] = tensor([1f, float.NaN, float.PositiveInfinity, 2f]),
                ["count"] = tensor(7L),
                ["weight"] = tensor([float.NegativeInfinity, 0f]).to(bfloat16),
            }
        );
        (int exitCode, string output, string error) = Models("inspect", "a.safetensors");
        (exitCode, error).Should().Be((0, ""));
        string[] lines = output.Split('\n');
        lines.Should().Contain("no numbers   3 values in 2 tensors are NaN or infinite, marked below");
        lines.Should().ContainSingle(l => l.StartsWith("  bias ") && l.EndsWith("  4, 2 NaN or infinite"));
        lines.Should().ContainSingle(l => l.StartsWith("  weight ") && l.EndsWith(" 2, 1 NaN or infinite"));
        lines.Should().ContainSingle(l => l.StartsWith("  count ") && l.EndsWith("scalar"));

        (exitCode, output, error) = Models("convert", "a.safetensors", "b.safetensors");
        exitCode.Should().Be(0);
        output.Should().StartWith("b.safetensors: no network of the suite");
        error
            .Should()
            .Be(
                "warning: 'bias': 2 of 4 values are no finite numbers (NaN or infinite), converted as they are; no "
                    + "command loads such a network\n"
                    + "warning: 'weight': 1 of 2 values are no finite numbers (NaN or infinite), converted as they "
                    + "are; no command loads such a network\n"
            );
    }

    [Fact]
    public void A_sparse_tensor_among_others_is_named_and_nothing_is_converted()
    {
        Sparse(new TorchFileBuilder().StateDict([("w", [1, 2], [2])]).Op('('), "s").Write(folder.File("a.pt"));
        (int exitCode, string output, string error) = Models("inspect", "a.pt");
        (exitCode, error).Should().Be((0, ""));
        output.Split('\n').Should().Contain("not read     's' is a sparse tensor");

        (exitCode, output, error) = Models("convert", "a.pt", "b.safetensors");
        (exitCode, output).Should().Be((2, ""));
        error
            .Should()
            .Be(
                "error: a.pt: not all of it can be converted: 's' is a sparse tensor; save it again with dense tensors "
                    + "of real numbers in their place, or without them\n"
            );
        File.Exists(folder.File("b.safetensors")).Should().BeFalse();
    }

    [Fact]
    public void A_sparse_tensor_beside_a_whole_network_is_said_to_be_left_out()
    {
        using NormalizedModel model = ModelRegistry.Create(ModelRegistry.Find("resnet"), 32, 10, Normalization.Centred);
        (string, float[], long[])[] weights =
        [
            .. model
                .Network.state_dict()
                .Select(w => (w.Key, w.Value.to(float32).contiguous().data<float>().ToArray(), w.Value.shape)),
        ];
        Sparse(new TorchFileBuilder().StateDict(weights).Op('('), "mask").Write(folder.File("a.pt"));
        (int exitCode, string output, string error) = Models("convert", "a.pt", "b.safetensors");
        exitCode.Should().Be(0);
        output.Should().StartWith("b.safetensors: resnet, 10 classes");
        error
            .Should()
            .Be("left out: 'mask' is a sparse tensor, which is not converted; the network has no part in it\n");
    }

    /// <summary>Adds a sparse parameter to an open dictionary, as torch.save writes one.</summary>
    private static TorchFileBuilder Sparse(TorchFileBuilder builder, string name) =>
        builder
            .Text(name)
            .Global("torch._utils", "_rebuild_parameter")
            .Op('(')
            .Global("torch._utils", "_rebuild_sparse_tensor")
            .Op('(')
            .Tuple(2, 3)
            .Op('t')
            .Op('R')
            .Raw(0x88)
            .Global("collections", "OrderedDict")
            .Op(')')
            .Op('R')
            .Op('t')
            .Op('R')
            .Op('u');

    private (int ExitCode, string Output, string Error) Models(params string[] arguments) =>
        CliProgram.Run(folder.Path, ["models", .. arguments]);
}
