using RobustRepro.Checkpoints;
using RobustRepro.Models;
using RobustRepro.Tests.Checkpoints;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Cli;

/// <summary><c>models</c>: inspect and convert.</summary>
public sealed class ModelsCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose()
    {
        scope.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void Inspect_shows_what_a_file_holds()
    {
        using NormalizedModel model = ModelRegistry.Create(ModelRegistry.Find("resnet"), 64, 10, Normalization.Centred);
        (string, float[], long[])[] weights =
        [
            .. model
                .Network.state_dict()
                .Select(w =>
                    ("module.model." + w.Key, w.Value.to(float32).contiguous().data<float>().ToArray(), w.Value.shape)
                ),
            ("module.normalizer.new_mean", [0.5f, 0.5f, 0.5f], [3, 1, 1]),
            ("module.normalizer.new_std", [0.25f, 0.25f, 0.25f], [3, 1, 1]),
        ];
        new TorchFileBuilder()
            .Op('}')
            .Op('(')
            .Text("model")
            .StateDict(weights)
            .Text("epoch")
            .Op('K')
            .Raw(12)
            .Op('u')
            .WriteLegacy(folder.File("a.bin"));
        (int exitCode, string output, string error) = CliProgram.Run(folder.Path, "models", "inspect", "a.bin");
        error.Should().BeEmpty();
        exitCode.Should().Be(0);
        string[] lines = output.Split('\n');
        lines[1..6]
            .Should()
            .Equal(
                "format       PyTorch, legacy (before 1.6)",
                "state dict   under 'model', prefix 'module.model.' taken off",
                "fits         resnet (Small networks), 10 classes, 64 x 64 pixels",
                "normaliser   mean 0.5 0.5 0.5, deviation 0.25 0.25 0.25",
                "ignored      'epoch' = 12"
            );
        output
            .Should()
            .Contain("  layer1.0.conv2.weight                            float32  16 x 16 x 3 x 3\n")
            .And.Contain("  conv1.bn.num_batches_tracked                     float32  scalar\n");
    }

    [Fact]
    public void Convert_writes_what_load_reads()
    {
        using NormalizedModel model = ModelRegistry.Create(
            ModelRegistry.Find("alexnet"),
            32,
            10,
            Normalization.Centred
        );
        Safetensors.Write(
            folder.File("in.safetensors"),
            model.Network.state_dict().ToDictionary(w => "module." + w.Key, w => w.Value)
        );
        (int exitCode, string output, string error) = CliProgram.Run(
            folder.Path,
            "models",
            "convert",
            "in.safetensors",
            "out/net.safetensors"
        );
        error.Should().BeEmpty();
        exitCode.Should().Be(0);
        output.Should().StartWith("out/net.safetensors: alexnet, 10 classes, ");
        using NormalizedModel read = Checkpoint
            .Load(folder.File("out/net.safetensors"), ModelRegistry.Find("alexnet"))
            .Model;
        (read.Network.state_dict()["features.0.weight"] - model.Network.state_dict()["features.0.weight"])
            .abs()
            .max()
            .item<float>()
            .Should()
            .Be(0);
    }

    [Theory]
    [InlineData("absent.pt: there is no such file", "inspect", "absent.pt")]
    [InlineData(
        "page.pt: cannot be read as a checkpoint: neither a file of torch.save (zip or legacy) nor a "
            + "safetensors file, but a web page: the download failed",
        "inspect",
        "page.pt"
    )]
    [InlineData(
        "hostile.pt: holds no state dict; it holds 'model'; 'posix.system' in it could run code and is never made",
        "inspect",
        "hostile.pt"
    )]
    [InlineData(
        "hostile.pt: holds no state dict; it holds 'model'; 'posix.system' in it could run code",
        "convert",
        "hostile.pt",
        "out.safetensors"
    )]
    [InlineData(
        "damaged.pt: storage 0 cannot be read (the checksum of archive/data/0 does not match its bytes): "
            + "truncated or damaged",
        "convert",
        "damaged.pt",
        "out.safetensors"
    )]
    [InlineData(
        "damaged.pt: does not fit resnet50: missing fc.weight",
        "convert",
        "damaged.pt",
        "out.safetensors",
        "--arch",
        "resnet50"
    )]
    [InlineData(
        "unknown architecture 'vgg'; known: alexnet, googlenet, resnet50",
        "convert",
        "damaged.pt",
        "out.safetensors",
        "--arch",
        "vgg"
    )]
    [InlineData(
        "out.pt: the converted file is a safetensors file, name it *.safetensors",
        "convert",
        "damaged.pt",
        "out.pt"
    )]
    public void Bad_input_is_one_line_and_exit_code_2(string expected, params string[] arguments)
    {
        folder.Add("page.pt", "<html>");
        new TorchFileBuilder()
            .Op('}')
            .Text("model")
            .Global("posix", "system")
            .Text("echo")
            .Raw(0x85)
            .Op('R')
            .Op('s')
            .Write(folder.File("hostile.pt"));
        byte[] bytes = File.ReadAllBytes(
            new TorchFileBuilder().StateDict([("w", [1, 2], [2])]).Write(folder.File("damaged.pt"))
        );
        bytes[bytes.AsSpan().IndexOf(BitConverter.GetBytes(2f)) + 1] ^= 1;
        File.WriteAllBytes(folder.File("damaged.pt"), bytes);

        (int exitCode, string output, string error) = CliProgram.Run(folder.Path, ["models", .. arguments]);
        error.Trim().Should().StartWith("error: " + expected).And.NotContain("\n");
        exitCode.Should().Be(2);
        output.Should().BeEmpty();
        Directory.GetFiles(folder.Path).Should().HaveCount(3, "nothing may be left half-written");
    }
}
