using System.Text.Json;
using RobustRepro.Checkpoints;
using RobustRepro.Models;
using RobustRepro.Tests.Reference;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Conformance;

/// <summary>The paper's networks against torchvision's own, on inputs and weights that both make from one
/// hash.</summary>
[Trait("Speed", "slow")]
public sealed class ImageNetModelConformanceTests : IDisposable
{
    /// <summary>Of the largest value, for logits; of the value itself, for means and deviations. Found: below 3e-6 for
    /// the logits.</summary>
    private const double Tolerance = 1e-4;

    private readonly DisposeScope scope = NewDisposeScope();

    public static TheoryData<string> Names { get; } = [.. ModelRegistry.ImageNet.Select(a => a.Name)];

    public void Dispose() => scope.Dispose();

    [ReferenceTheory("models.json")]
    [MemberData(nameof(Names))]
    public void Names_shapes_logits_and_layers_are_those_of_torchvision(string name)
    {
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(ReferenceData.Path("models.json")));
        JsonElement expected = json.RootElement.GetProperty(name);
        Architecture architecture = ModelRegistry.Find(name, ModelRegistry.ImageNet);
        using NormalizedModel model = ModelRegistry.Create(architecture, 224, 1000, Normalization.ImageNet);
        ModelRegistry.ParameterCount(model).Should().Be(expected.GetProperty("parameters").GetInt64());

        Dictionary<string, Tensor> own = model.Network.state_dict();
        (string Name, long[] Shape)[] entries =
        [
            .. expected
                .GetProperty("state_dict")
                .EnumerateObject()
                .Select(e => (e.Name, e.Value.Deserialize<long[]>()!)),
        ];
        StateDict.Names(model.Network).Should().Equal(entries.Select(e => e.Name));
        using (no_grad())
        {
            for (int i = 0; i < entries.Length; i++)
            {
                Tensor target = own[entries[i].Name];
                target.shape.Should().Equal(entries[i].Shape, entries[i].Name);
                if (HashedInputs.Weight(entries[i].Name, entries[i].Shape, target.dtype, i) is { } values)
                    target.copy_(values);
            }
        }

        model.eval();
        Tensor image = HashedInputs.Image(2, 3, 224, 224, stream: 1);
        IReadOnlyDictionary<string, Tensor> layers = LayerTap.Outputs(model, architecture.Layers, image);
        foreach (JsonProperty layer in expected.GetProperty("layers").EnumerateObject())
        {
            layers[layer.Name].shape.Should().Equal(layer.Value.GetProperty("shape").Deserialize<long[]>(), layer.Name);
            Same(layers[layer.Name], layer.Value.GetProperty("mean"), layer.Value.GetProperty("std"));
        }
        layers.Should().HaveCount(expected.GetProperty("layers").EnumerateObject().Count());

        using IDisposable off = no_grad();
        Tensor logits = model.Logits(image);
        Same(logits, expected.GetProperty("logits_mean"), expected.GetProperty("logits_std"));
        logits.argmax(1).data<long>().ToArray().Should().Equal(expected.GetProperty("argmax").Deserialize<long[]>());
        Tensor first = tensor(
            expected.GetProperty("logits_first_20").Deserialize<float[][]>()!.SelectMany(row => row).ToArray(),
            [2, 20]
        );
        (logits[.., ..20] - first)
            .abs()
            .max()
            .item<float>()
            .Should()
            .BeLessThan((float)Tolerance * first.abs().max().item<float>());
    }

    private static void Same(Tensor values, JsonElement mean, JsonElement deviation)
    {
        Tensor exact = values.to(float64);
        double std = deviation.GetDouble();
        exact.std().ToDouble().Should().BeApproximately(std, Tolerance * std);
        exact.mean().ToDouble().Should().BeApproximately(mean.GetDouble(), Tolerance * std);
    }
}
