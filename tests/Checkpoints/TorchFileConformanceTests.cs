using System.Text.Json;
using RobustRepro.Checkpoints;
using RobustRepro.Tests.Conformance;
using RobustRepro.Tests.Reference;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Checkpoints;

/// <summary>Files that PyTorch itself wrote.</summary>
public sealed class TorchFileConformanceTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [ReferenceFact]
    public void A_state_dict_keeps_its_order_and_gives_the_reference_logits()
    {
        using TorchFile file = TorchFileReader.Open(Checkpoint("small_state_dict.pt"));
        file.Dictionary.All.Select(e => (string)e.Key).Should().Equal("conv1.weight", "conv1.bias", "conv2.weight", "conv2.bias", "fc.weight", "fc.bias");

        var network = new FourLayerNetwork();
        StateDict.Load(network, TorchFile.Load(file.Dictionary), file.FilePath);
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(Checkpoint("small_logits.json")));
        float[][] expected = json.RootElement.GetProperty("logits").Deserialize<float[][]>()!;
        using IDisposable off = no_grad();
        // these logits are the bare network's
        float[] logits = network.call(HashedInputs.Image(2, 3, 16, 16, stream: 3)).data<float>().ToArray();
        logits.Zip(expected.SelectMany(row => row)).Should().OnlyContain(p => Math.Abs(p.First - p.Second) < 1e-5);
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
        Opening("hostile.pt").Should().Throw<InvalidInputException>().Which.Message.Should().Contain("hostile.pt").And.MatchRegex("'(os|posix)\\.system'");

    [ReferenceFact]
    public void A_truncated_file_is_one_clear_error() =>
        Opening("truncated.pt").Should().Throw<InvalidInputException>().Which.Message.Should().Contain("truncated.pt").And.Contain("truncated or damaged").And.NotContain("\n");

    private static string Checkpoint(string name) => ReferenceData.Path("checkpoints", name);

    private static Action Opening(string name) => () => TorchFileReader.Open(Checkpoint(name)).Dispose();

    private static IEnumerable<double> Flatten(JsonElement values) => values.ValueKind switch
    {
        JsonValueKind.Array => values.EnumerateArray().SelectMany(Flatten),
        JsonValueKind.True => [1],
        JsonValueKind.False => [0],
        _ => [values.GetDouble()],
    };

    private static string TorchType(ScalarType type) => type switch
    {
        ScalarType.Byte => "torch.uint8",
        _ => "torch." + type.ToString().ToLowerInvariant(),
    };
}
