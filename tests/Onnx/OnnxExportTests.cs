using RobustRepro.Models;
using RobustRepro.Onnx;
using RobustRepro.Onnx.Export;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Onnx;

/// <summary>The suite's own networks, written and read back.</summary>
public sealed class OnnxExportTests : IDisposable
{
    private const int Classes = 10;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    public static TheoryData<string, int> SmallNetworks
    {
        get
        {
            var cases = new TheoryData<string, int>();
            foreach (Architecture architecture in ModelRegistry.Small)
            foreach (int size in architecture.InputSizes)
                cases.Add(architecture.Name, size);
            return cases;
        }
    }

    [Theory, MemberData(nameof(SmallNetworks))]
    public void A_small_network_comes_back_with_the_same_logits_filters_and_layers(string name, int size) =>
        AssertSame(ModelRegistry.Find(name), size);

    [Theory, Trait("Speed", "slow")]
    [InlineData("alexnet")]
    [InlineData("googlenet")]
    [InlineData("resnet50")]
    public void A_full_network_comes_back_with_the_same_logits_filters_and_layers(string name) =>
        AssertSame(ModelRegistry.Find(name, ModelRegistry.ImageNet), 224);

    private void AssertSame(Architecture architecture, int size)
    {
        using DisposeScope scope = NewDisposeScope();
        using NormalizedModel model = ModelRegistry.Create(
            architecture,
            size,
            Classes,
            architecture.Normalization,
            seed: 3
        );
        Shuffle(model);
        model.eval();
        if (model.Network is IInputTransform transform)
            transform.TransformInput = true;
        string path = folder.File("n.onnx");
        OnnxExport.Write(path, model, architecture, size, Classes);
        using OnnxNetwork network = OnnxNetwork.Open(path, size);
        using var read = new NormalizedModel(
            network,
            Normalization.Parse(network.Metadata[OnnxExport.NormalizationKey])!
        );
        using IDisposable off = no_grad();
        Tensor images = rand([3, 3, size, size], generator: new Generator(5)),
            expected = model.call(images),
            got = read.call(images);
        float scale = expected.abs().max().item<float>();
        (got - expected).abs().max().item<float>().Should().BeLessThan(1e-5f * Math.Max(1, scale));

        SpatialConvolution[] filters = [.. SpatialConvolution.Of(network)],
            own =
            [.. SpatialConvolution.Of(model.Network).Where(c => !c.Name.StartsWith("aux", StringComparison.Ordinal))];
        filters.Should().HaveSameCount(own);
        foreach ((SpatialConvolution a, SpatialConvolution b) in filters.Zip(own))
            a.Weight.allclose(b.Weight, rtol: 0, atol: 0).Should().BeTrue(b.Name);
        IReadOnlyList<string> layers = OnnxLayers.Default(network);
        layers.Should().HaveSameCount(architecture.Layers);
        IReadOnlyDictionary<string, Tensor> before = LayerTap.Outputs(model, architecture.Layers, images),
            after = LayerTap.Outputs(read, layers, images);
        foreach ((string a, string b) in layers.Zip(architecture.Layers))
            after[a].allclose(before[b], rtol: 1e-3, atol: 1e-4).Should().BeTrue(b);
    }

    /// <summary>Gives batch norms something to do.</summary>
    private static void Shuffle(NormalizedModel model)
    {
        using IDisposable off = no_grad();
        var generator = new Generator(9);
        foreach ((string name, Tensor buffer) in model.named_buffers())
            if (name.EndsWith("running_mean", StringComparison.Ordinal))
                buffer.copy_(randn(buffer.shape, generator: generator) * 0.1);
            else if (name.EndsWith("running_var", StringComparison.Ordinal))
                buffer.copy_(rand(buffer.shape, generator: generator) + 0.5);
    }
}
