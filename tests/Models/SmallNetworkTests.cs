using RobustRepro.Models;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Models;

public sealed class SmallNetworkTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public static TheoryData<string, int> NamesAndSizes { get; } =
        new()
        {
            { "alexnet", 64 },
            { "alexnet", 32 },
            { "googlenet", 64 },
            { "googlenet", 32 },
            { "resnet", 64 },
            { "resnet", 32 },
        };

    public static TheoryData<string> Names { get; } = [.. ModelRegistry.Small.Select(a => a.Name)];

    public void Dispose() => scope.Dispose();

    [Theory]
    [MemberData(nameof(NamesAndSizes))]
    public void Weight_files_keep_their_names_and_shapes(string name, int size)
    {
        using NormalizedModel model = Create(name, size);
        Dictionary<string, string> found = model
            .Network.state_dict()
            .ToDictionary(p => p.Key, p => string.Join("x", p.Value.shape));
        found.Should().BeEquivalentTo(ExpectedStateDict.Of(name, size));
    }

    [Theory]
    [MemberData(nameof(NamesAndSizes))]
    public void Images_give_a_logit_per_class(string name, int size)
    {
        using NormalizedModel model = Create(name, size);
        foreach (bool training in new[] { true, false })
        {
            model.train(training);
            using IDisposable off = no_grad();
            Tensor logits = model.Logits(rand(3, 3, size, size));
            logits.shape.Should().Equal(3, 10);
            logits.isfinite().all().item<bool>().Should().BeTrue();
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_hooked_layer_exists_and_its_hook_fires_once_per_call(string name)
    {
        Architecture architecture = ModelRegistry.Find(name);
        using NormalizedModel model = Create(name, 64);
        Dictionary<string, nn.Module> modules = model.Network.named_modules().ToDictionary(m => m.name, m => m.module);
        var shapes = new List<long[]>();
        foreach (string layer in architecture.Layers)
        {
            modules.Should().ContainKey(layer);
            ((nn.Module<Tensor, Tensor>)modules[layer]).register_forward_hook(
                (_, _, output) =>
                {
                    shapes.Add(output.shape);
                    return output;
                }
            );
        }
        foreach (bool training in new[] { true, false })
        {
            shapes.Clear();
            model.train(training);
            model.Logits(rand(2, 3, 64, 64));
            shapes.Should().HaveCount(architecture.Layers.Count).And.OnlyContain(s => s.Length == 4 && s[0] == 2);
            shapes.Select(s => s[2]).Should().BeInDescendingOrder("layers are listed from the input to the output");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_seed_gives_the_same_network_each_time(string name)
    {
        using NormalizedModel first = Create(name, 32),
            second = Create(name, 32),
            other = ModelRegistry.Create(ModelRegistry.Find(name), 32, 10, Normalization.Centred, 8);
        Tensor x = rand(2, 3, 32, 32);
        first.eval();
        second.eval();
        other.eval();
        (first.call(x) - second.call(x)).abs().max().item<float>().Should().Be(0);
        (first.call(x) - other.call(x)).abs().max().item<float>().Should().BeGreaterThan(1e-3f);
    }

    /// <summary>The whole network in evaluation mode, with its batch norms folded, against the same network with batch
    /// norms computed as such.</summary>
    [Theory]
    [InlineData("googlenet")]
    [InlineData("resnet")]
    public void A_network_gives_the_same_logits_folded_or_not(string name)
    {
        using NormalizedModel model = Create(name, 64);
        model.train();
        for (int i = 0; i < 5; i++)
            model.call(rand(8, 3, 64, 64)).Dispose();
        Tensor x = rand(4, 3, 64, 64);
        using IDisposable off = no_grad();
        model.eval();
        Tensor folded = model.call(x);
        foreach (BatchNorm2d norm in model.Network.named_modules().Select(m => m.module).OfType<BatchNorm2d>())
        {
            // in training mode the layer is called by itself, which is where the hook puts the evaluation mode's result
            // in its place
            Tensor mean = norm.running_mean!.clone(),
                variance = norm.running_var!.clone();
            norm.train();
            norm.register_forward_hook(
                (_, input, _) =>
                    nn.functional.batch_norm(
                        input,
                        mean,
                        variance,
                        norm.weight,
                        norm.bias,
                        training: false,
                        eps: norm.eps
                    )
            );
        }
        (folded - model.call(x)).abs().max().item<float>().Should().BeLessThan(1e-4f);
        folded.std().item<float>().Should().BeGreaterThan(1e-3f);
    }

    [Fact]
    public void An_unknown_architecture_is_refused_with_the_known_ones() =>
        FluentActions
            .Invoking(() => ModelRegistry.Find("vgg"))
            .Should()
            .Throw<InvalidInputException>()
            .WithMessage("unknown architecture 'vgg'; known: alexnet, googlenet, resnet");

    private static NormalizedModel Create(string name, int size) =>
        ModelRegistry.Create(ModelRegistry.Find(name), size, 10, Normalization.Centred, seed: 7);
}
