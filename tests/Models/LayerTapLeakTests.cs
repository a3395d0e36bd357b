using RobustRepro.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Models;

/// <summary>A run leaves no hook and no tensor behind, whether it succeeds or fails.</summary>
public sealed class LayerTapLeakTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public LayerTapLeakTests() => random.manual_seed(3);

    /// <summary>Fails after its first layer.</summary>
    private NormalizedModel Broken { get; } =
        new(
            nn.Sequential(
                ("relu", nn.ReLU()),
                ("fail", new ObservingNetwork((_, _) => throw new InvalidOperationException("broken")))
            ),
            ToyNetworks.Identity
        );

    public void Dispose() => scope.Dispose();

    [Fact]
    public void No_hook_and_no_tensor_survives_a_run()
    {
        using NormalizedModel model = Create("googlenet");
        Tensor images = rand(6, 3, 64, 64);
        int visits = 0;
        LeavesNothing(
            model,
            () =>
                LayerTap.Run(
                    model,
                    ["conv1", "inception3a.branch1", "inception4b"],
                    6,
                    (start, size) => images.narrow(0, start, size),
                    (_, maps) => visits += maps.Count,
                    batchSize: 2
                )
        );
        visits.Should().Be(9);
        LeavesNothing(model, () => model.Logits(images).Dispose());
        visits.Should().Be(9, "a later forward pass is nobody's business");
    }

    [Fact]
    public void No_hook_and_no_tensor_survives_a_failure()
    {
        using NormalizedModel model = Create("resnet");
        Tensor images = rand(4, 3, 64, 64),
            wrong = rand(4, 1, 64, 64),
            normalised = images * 4 - 2;
        Func<int, int, Tensor> batch = (start, size) => images.narrow(0, start, size);
        Action<int, IReadOnlyDictionary<string, Tensor>> ignore = (_, _) => { };
        (string Why, Action Run)[] failures =
        [
            (
                "the visitor fails",
                () =>
                    LayerTap.Run(
                        model,
                        ["conv1", "layer3"],
                        4,
                        batch,
                        (_, maps) => throw new InvalidOperationException(maps["conv1"].abs().ToString()),
                        2
                    )
            ),
            (
                "there are no images",
                () => LayerTap.Run(model, ["conv1"], 4, (_, _) => throw new IOException("gone"), ignore)
            ),
            ("the network fails after some layers", () => LayerTap.Run(Broken, ["relu"], 4, batch, ignore)),
            (
                "the network refuses grey images",
                () => LayerTap.Run(model, ["conv1", "layer1"], 4, (_, _) => wrong.alias(), ignore)
            ),
            (
                "the images are normalised",
                () => LayerTap.Run(model, ["conv1", "layer1"], 4, (_, _) => normalised.alias(), ignore)
            ),
            ("a layer is unknown", () => LayerTap.Run(model, ["conv1", "layer9"], 4, batch, ignore)),
            ("a layer is not called", () => LayerTap.Run(model, ["conv1", "conv1.conv"], 4, batch, ignore)),
        ];
        foreach ((string why, Action run) in failures)
            LeavesNothing(model, () => run.Should().Throw<Exception>(why));
        ToyNetworks.Hooks(Broken).Should().Be(0);
    }

    private static void LeavesNothing(NormalizedModel model, Action run)
    {
        model.train();
        long before = ToyNetworks.LiveTensors;
        run();
        ToyNetworks.LiveTensors.Should().Be(before);
        ToyNetworks.Hooks(model).Should().Be(0);
        model.training.Should().BeTrue();
    }

    [Fact]
    public void The_count_of_hooks_sees_hooks()
    {
        using NormalizedModel model = ToyNetworks.Colours();
        model.Network.register_forward_hook((_, _, output) => output);
        (
            (nn.Module<Tensor, Tensor>)model.Network.named_modules().First(m => m.name == "relu").module
        ).register_forward_pre_hook((_, input) => input);
        ToyNetworks.Hooks(model).Should().Be(2);
    }

    private static NormalizedModel Create(string name) =>
        ModelRegistry.Create(ModelRegistry.Find(name), 64, 10, Normalization.Centred, seed: 7);
}
