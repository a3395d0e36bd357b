using RobustRepro.Checkpoints;
using RobustRepro.Tests.Reference;
using TorchSharp;

namespace RobustRepro.Tests.Cli;

/// <summary>One network of one's own, by its file, wherever a command takes a network.</summary>
public sealed class OwnNetworkTests : IDisposable
{
    private static readonly string Shipped = Path.Combine(
        ReferenceData.RepositoryRoot,
        "fixtures",
        "trifeature",
        "weights",
        "alexnet-standard-10.safetensors"
    );

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact, Trait("Speed", "slow")]
    public void A_file_of_any_origin_is_evaluated_as_the_network_in_it()
    {
        File.Copy(Shipped, folder.File("renamed.safetensors"));
        AddPlain("plain.safetensors");
        string trained = Evaluated("renamed.safetensors"),
            plain = Evaluated("plain.safetensors", "--arch", "alexnet");
        trained.Should().Contain("alexnet-standard-10");
        Words(plain)
            .Should()
            .Equal(Words(trained.Replace("alexnet-standard-10", "plain.safetensors", StringComparison.Ordinal)));

        // a heading's rule is as long as the name; the note below says of each file where it comes from
        static string[] Words(string output) =>
            [
                .. output[..output.IndexOf("\n* ", StringComparison.Ordinal)]
                    .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
                    .Where(word => word.Trim('=', '-').Length > 0),
            ];
    }

    [Fact, Trait("Speed", "slow")]
    public void A_file_of_any_origin_is_dissected()
    {
        AddPlain("plain.safetensors");
        (int exitCode, string output, string error) = CliProgram.Run(
            folder.Path,
            "dissect",
            "plain.safetensors",
            "--arch",
            "alexnet",
            "--layer",
            "features.1",
            "--quiet"
        );
        error.Should().BeEmpty();
        exitCode.Should().Be(0);
        output.Should().Contain("features.1: ").And.Contain("Tallies and sheets: dissection/plain.safetensors");
    }

    [Fact]
    public void A_file_that_cannot_be_the_studys_is_refused_in_one_line()
    {
        AddPlain("plain.safetensors");
        Refused("holds no tensors", "empty.safetensors");
        Refused("absent.pth: there is no such weight file", "absent.pth");
        Refused("plain.safetensors: does not fit resnet: missing ", "plain.safetensors", "--arch", "resnet");
        Refused(
            "which architecture of the imagenet study it holds cannot be told, it is a alexnet (Small networks), "
                + "10 classes",
            "plain.safetensors",
            "--study",
            "imagenet"
        );
        Refused("--transform-input is 'maybe', expected on or off", "plain.safetensors", "--transform-input", "maybe");
    }

    private void AddPlain(string name)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        Safetensors.Write(folder.File(name), Safetensors.Read(Shipped).Tensors);
        Safetensors.Write(folder.File("empty.safetensors"), new Dictionary<string, torch.Tensor>());
    }

    private string Evaluated(params string[] arguments)
    {
        (int exitCode, string output, string error) = CliProgram.Run(
            folder.Path,
            ["evaluate", .. arguments, "--quiet"]
        );
        error.Should().NotContain("error");
        exitCode.Should().Be(0);
        // but for the note on the file itself
        return string.Join('\n', output.Split('\n').Where(l => !l.Contains("SHA-256", StringComparison.Ordinal)));
    }

    private void Refused(string message, params string[] arguments)
    {
        (int exitCode, _, string error) = CliProgram.Run(folder.Path, ["evaluate", .. arguments, "--quiet"]);
        error.Trim().Should().StartWith("error: ").And.Contain(message).And.NotContain("\n");
        exitCode.Should().Be(2);
    }
}
