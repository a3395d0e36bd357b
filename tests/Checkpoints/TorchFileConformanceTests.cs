using System.Text.Json;
using RobustRepro.Checkpoints;
using RobustRepro.Files;
using RobustRepro.Tests.Conformance;
using RobustRepro.Tests.Reference;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Checkpoints;

/// <summary>Files that PyTorch itself wrote.</summary>
public sealed class TorchFileConformanceTests : IDisposable
{
    private static readonly string[] Names =
    [
        "conv1.weight",
        "conv1.bias",
        "conv2.weight",
        "conv2.bias",
        "fc.weight",
        "fc.bias",
    ];

    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [ReferenceTheory]
    [InlineData("small_state_dict.pt", "PyTorch, zip (1.6 and later); state dict at the top")]
    [InlineData("small_legacy.pth", "PyTorch, legacy (before 1.6); state dict at the top")]
    public void A_state_dict_keeps_its_order_and_gives_the_reference_logits(string name, string summary)
    {
        using CheckpointFile file = CheckpointFile.Open(Checkpoint(name));
        file.Weights.Keys.Should().Equal(Names);
        file.Summary.ToString().Should().Be(summary);

        var network = new FourLayerNetwork();
        StateDict.Load(network, file.ReadAll(), file.FilePath);
        RequireReferenceLogits(network);
        var read = new FourLayerNetwork();
        StateDict.Problems(read, file.Weights.ToDictionary(w => w.Key, w => w.Value.Shape), []).Should().BeEmpty();
        StateDict.Read(read, file.Weights);
        RequireReferenceLogits(read);
    }

    [ReferenceFact]
    public void A_robustness_checkpoint_gives_the_network_in_it()
    {
        using CheckpointFile file = CheckpointFile.Open(Checkpoint("small_robustness.pt"));
        file.Weights.Keys.Should().Equal(Names);
        file.Summary.ToString()
            .Should()
            .Be(
                "PyTorch, zip (1.6 and later); state dict under 'model', prefix 'module.model.' taken off; "
                    + "normalises by mean 0.485 0.456 0.406, deviation 0.229 0.224 0.225; "
                    + "ignored 8 tensors under module.attacker. (the network a second time), 'epoch' = 90, "
                    + "'optimizer', 'schedule', 'amp'"
            );
        // the library saves the network twice, here with two storages
        using TorchFile raw = TorchFileReader.Open(file.FilePath);
        Dictionary<string, Tensor> twice = TorchFile.Load(raw.Dictionary.Nested("model")!);
        foreach ((string name, Tensor weight) in file.ReadAll())
        {
            weight.abs().max().item<float>().Should().BeGreaterThan(0);
            weight.eq(twice["module.attacker.model." + name]).all().item<bool>().Should().BeTrue(name);
        }
        StateDict.Load(new FourLayerNetwork(), file.ReadAll(), file.FilePath);
    }

    [ReferenceFact]
    public void Tensors_of_every_type_and_layout_have_their_values()
    {
        using TorchFile file = TorchFileReader.Open(Checkpoint("odd_tensors.pt"));
        Dictionary<string, Tensor> tensors = TorchFile.Load(file.Dictionary);
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(Checkpoint("odd_tensors.json")));
        tensors.Keys.Should().BeEquivalentTo(json.RootElement.EnumerateObject().Select(p => p.Name));
        foreach (JsonProperty entry in json.RootElement.EnumerateObject())
        {
            Tensor tensor = tensors[entry.Name];
            TorchType(tensor.dtype).Should().Be(entry.Value.GetProperty("dtype").GetString(), entry.Name);
            tensor.shape.Should().Equal(entry.Value.GetProperty("shape").Deserialize<long[]>(), entry.Name);
            tensor.is_contiguous().Should().BeTrue(entry.Name);
            double[] values = tensor.numel() == 0 ? [] : tensor.to(float64).data<double>().ToArray();
            values.Should().Equal(Flatten(entry.Value.GetProperty("values")), entry.Name);
        }
    }

    [ReferenceFact]
    public void A_file_that_names_a_function_of_the_system_is_refused_by_name() =>
        FluentActions
            .Invoking(() => CheckpointFile.Open(Checkpoint("hostile.pt")))
            .Should()
            .Throw<InvalidInputException>()
            .Which.Message.Should()
            .Contain("hostile.pt")
            .And.MatchRegex("'(os|posix)\\.system'");

    [ReferenceFact]
    public void A_truncated_file_is_one_clear_error() =>
        Opening("truncated.pt")
            .Should()
            .Throw<InvalidInputException>()
            .Which.Message.Should()
            .Contain("truncated.pt")
            .And.Contain("truncated or damaged")
            .And.NotContain("\n");

    private static void RequireReferenceLogits(FourLayerNetwork network)
    {
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(Checkpoint("small_logits.json")));
        float[][] expected = json.RootElement.GetProperty("logits").Deserialize<float[][]>()!;
        using IDisposable off = no_grad();
        // these logits are the bare network's
        float[] logits = network.call(HashedInputs.Image(2, 3, 16, 16, stream: 3)).data<float>().ToArray();
        logits.Zip(expected.SelectMany(row => row)).Should().OnlyContain(p => Math.Abs(p.First - p.Second) < 1e-5);
    }

    private static string Checkpoint(string name) => ReferenceData.Path("checkpoints", name);

    private static Action Opening(string name) => () => TorchFileReader.Open(Checkpoint(name)).Dispose();

    private static IEnumerable<double> Flatten(JsonElement values) =>
        values.ValueKind switch
        {
            JsonValueKind.Array => values.EnumerateArray().SelectMany(Flatten),
            JsonValueKind.True => [1],
            JsonValueKind.False => [0],
            _ => [values.GetDouble()],
        };

    private static string TorchType(ScalarType type) =>
        type switch
        {
            ScalarType.Byte => "torch.uint8",
            _ => "torch." + type.Lower(),
        };
}
