using RobustRepro.Checkpoints;
using RobustRepro.Models;
using RobustRepro.Tests.Reference;
using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace RobustRepro.Tests.Conformance;

/// <summary>PGD against what the robustness library's own steps gave on the same network and images.</summary>
public sealed class AttackConformanceTests : IDisposable
{
    private const float Tolerance = 1e-5f;
    private const string WeightPrefix = "model.";

    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [ReferenceFact]
    public void Clean_losses_are_the_reference_s()
    {
        (NormalizedModel model, Dictionary<string, Tensor> values) = Load();
        foreach (ReferenceAttack attack in ReferenceAttack.ReadAll())
            Losses(model, values["x"], values["y"]).Should().BeEquivalentTo(attack.CleanLoss, Close, attack.Name);
    }

    [ReferenceFact]
    public void Perturbed_images_losses_and_distances_are_the_reference_s()
    {
        (NormalizedModel model, Dictionary<string, Tensor> values) = Load();
        IReadOnlyList<ReferenceAttack> attacks = ReferenceAttack.ReadAll();
        attacks.Should().NotBeEmpty();
        foreach (ReferenceAttack attack in attacks)
        {
            Tensor perturbed = attack.Attack.Perturb(model, values["x"], values["y"]);
            (perturbed - values[attack.Name])
                .abs()
                .max()
                .item<float>()
                .Should()
                .BeLessThanOrEqualTo(Tolerance, attack.Name);
            Losses(model, perturbed, values["y"]).Should().BeEquivalentTo(attack.AdversarialLoss, Close, attack.Name);
            Tensor difference = (perturbed - values["x"]).flatten(1);
            Tensor distance = attack.Constraint == "2" ? difference.norm(1) : difference.abs().amax([1]);
            distance.data<float>().ToArray().Should().BeEquivalentTo(attack.Distance, Close, attack.Name);
        }
    }

    [ReferenceFact]
    public void Weights_and_images_can_be_rebuilt_from_the_hash()
    {
        (NormalizedModel model, Dictionary<string, Tensor> values) = Load();
        var rebuilt = new FourLayerNetwork();
        int position = 0;
        using (no_grad())
        {
            foreach ((string name, Tensor tensor) in rebuilt.state_dict())
                tensor.copy_(HashedInputs.Weight(name, tensor.shape, tensor.dtype, position++)!);
        }
        foreach ((string name, Tensor tensor) in rebuilt.state_dict())
            (tensor - values[WeightPrefix + name]).abs().max().item<float>().Should().BeLessThan(1e-6f, name);

        Tensor images = HashedInputs.Image(8, 3, 16, 16, stream: 2);
        (images - values["x"]).abs().max().item<float>().Should().BeLessThan(1e-6f);
        using var rebuiltModel = new NormalizedModel(rebuilt, FourLayerNetwork.Normalization);
        (rebuiltModel.call(images) - model.call(values["x"])).abs().max().item<float>().Should().BeLessThan(Tolerance);
    }

    private static (NormalizedModel Model, Dictionary<string, Tensor> Values) Load()
    {
        using TorchFile file = TorchFileReader.Open(ReferenceData.Path("attacks.pt"));
        Dictionary<string, Tensor> values = TorchFile.Load(file.Dictionary);
        var network = new FourLayerNetwork();
        StateDict.Load(
            network,
            values
                .Where(v => v.Key.StartsWith(WeightPrefix, StringComparison.Ordinal))
                .ToDictionary(v => v.Key[WeightPrefix.Length..], v => v.Value),
            file.FilePath
        );
        return (new NormalizedModel(network, FourLayerNetwork.Normalization), values);
    }

    private static float[] Losses(NormalizedModel model, Tensor images, Tensor labels)
    {
        using IDisposable off = no_grad();
        return F.cross_entropy(model.Logits(images), labels, reduction: nn.Reduction.None).data<float>().ToArray();
    }

    private static FluentAssertions.Equivalency.EquivalencyAssertionOptions<float> Close(
        FluentAssertions.Equivalency.EquivalencyAssertionOptions<float> options
    ) =>
        options
            .WithStrictOrdering()
            .Using<float>(c => c.Subject.Should().BeApproximately(c.Expectation, Tolerance))
            .WhenTypeIs<float>();
}
