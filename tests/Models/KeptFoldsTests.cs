using RobustRepro.Models;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Models;

public sealed class KeptFoldsTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Theory]
    [InlineData("googlenet")]
    [InlineData("resnet")]
    public void Answers_and_gradients_are_the_same_to_the_last_bit(string architecture)
    {
        using NormalizedModel model = Network(architecture);
        Tensor images = rand(3, 3, 64, 64, generator: new Generator(1));
        (Tensor logits, Tensor gradient) = Pass(model, images);
        using (new KeptFolds(model))
        {
            for (int pass = 0; pass < 2; pass++)
            {
                (Tensor again, Tensor gradientAgain) = Pass(model, images);
                again.equal(logits).all().item<bool>().Should().BeTrue();
                gradientAgain.equal(gradient).all().item<bool>().Should().BeTrue();
            }
        }
    }

    [Fact]
    public void Weights_that_change_count_once_nothing_is_kept_any_more()
    {
        using NormalizedModel model = Network("resnet");
        Tensor images = rand(2, 3, 64, 64, generator: new Generator(1));
        BatchNorm2d first = model.modules().OfType<BatchNorm2d>().First();
        Tensor before,
            kept;
        long tensors = ToyNetworks.LiveTensors;
        using (new KeptFolds(model))
        {
            before = Pass(model, images).Logits;
            using (no_grad())
                first.weight!.mul_(2);
            kept = Pass(model, images).Logits;
        }
        kept.equal(before).all().item<bool>().Should().BeTrue("whoever keeps them vouches that they do not change");
        Pass(model, images).Logits.equal(before).all().item<bool>().Should().BeFalse();
        scope.DisposeEverythingBut([images]);
        ToyNetworks.LiveTensors.Should().Be(tensors, "what was kept is freed");
    }

    private static NormalizedModel Network(string architecture)
    {
        NormalizedModel model = ModelRegistry.Create(
            ModelRegistry.Find(architecture),
            64,
            10,
            Normalization.Centred,
            seed: 5
        );
        model.eval();
        return model;
    }

    private static (Tensor Logits, Tensor Gradient) Pass(NormalizedModel model, Tensor images)
    {
        Tensor leaf = images.detach().requires_grad_(true);
        Tensor logits = model.call(leaf);
        return (logits, autograd.grad([logits.square().sum()], [leaf])[0]);
    }
}
