using RobustRepro.Measures;
using RobustRepro.Models;
using RobustRepro.Stimuli;
using RobustRepro.Tests.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Measures;

public sealed class AblationTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Theory]
    [InlineData("conv")]
    [InlineData("relu")]
    [InlineData("pool")]
    [InlineData("flat")]
    public void A_zeroed_unit_decides_nothing(string layer)
    {
        using NormalizedModel model = ToyNetworks.Colours();
        using StimulusSet set = Primaries();
        Accuracy.Answers(model, set).Should().Equal(0, 1, 2);
        Ablation.ZeroOut(layer, 0).Answers(model, set).Should().Equal(1, 1, 2);
        Ablation.ZeroOut(layer, 2).Answers(model, set).Should().Equal(0, 1, 1);
        Ablation.ZeroOut(layer, 0, 1).Answers(model, set).Should().Equal(2, 2, 2);
        Ablation.Keep(layer, 1).Answers(model, set).Should().Equal(1, 1, 1);
        Ablation.Keep(layer, 0, 2, 2).Answers(model, set).Should().Equal(0, 0, 2);
        Ablation.ZeroOut(layer).Answers(model, set).Should().Equal(0, 1, 2);
        Accuracy.Answers(model, set).Should().Equal([0, 1, 2], "the weights are as before");
    }

    [Fact]
    public void Several_layers_and_both_kinds_combine()
    {
        using NormalizedModel model = ToyNetworks.Colours();
        using StimulusSet set = Primaries();
        Ablation.ZeroOut("conv", 0).And(Ablation.ZeroOut("flat", 1)).Answers(model, set).Should().Equal(2, 2, 2);
        Ablation.ZeroOut("relu", 0).And(Ablation.ZeroOut("relu", 2)).Answers(model, set).Should().Equal(1, 1, 1);
        Ablation both = Ablation.Keep("relu", 2, 0).And(Ablation.ZeroOut("relu", 0));
        both.Answers(model, set).Should().Equal(2, 2, 2);
        both.ToString().Should().Be("relu: keep 0,2; relu: zero 0");
    }

    [Theory]
    [InlineData("alexnet")]
    [InlineData("googlenet")]
    [InlineData("resnet")]
    public void Zeros_reach_the_following_layers_of_every_architecture(string name)
    {
        Architecture architecture = ModelRegistry.Find(name);
        using NormalizedModel model = ModelRegistry.Create(architecture, 64, 10, Normalization.Centred, seed: 7);
        using StimulusSet set = new("random", ["a"], randint(0, 256, [4, 3, 64, 64]).to(uint8), new int[4], new int[4]);
        foreach (string layer in architecture.Layers)
        {
            // with all units zeroed the rest of the network cannot tell the images apart
            Ablation.Keep(layer).Answers(model, set).Distinct().Should().ContainSingle(layer);
            Tensor? logits = null;
            var last = model.register_forward_hook(
                (_, _, output) => logits = output.clone().MoveToOtherDisposeScope(scope)
            );
            Ablation.Keep(layer).Answers(model, set);
            last.remove();
            (logits! - logits![0]).abs().max().item<float>().Should().Be(0, layer);
        }
    }

    [Fact]
    public void It_happens_in_evaluation_mode_and_leaves_no_hook_mode_or_tensor_behind()
    {
        using NormalizedModel model = ModelRegistry.Create(
            ModelRegistry.Find("alexnet"),
            32,
            10,
            Normalization.Centred
        );
        using StimulusSet set = new("random", ["a"], randint(0, 256, [4, 3, 32, 32]).to(uint8), new int[4], new int[4]);
        model.train();
        long before = ToyNetworks.LiveTensors;
        int[] first = Ablation.ZeroOut("features.1", 3).Answers(model, set);
        Ablation.ZeroOut("features.1", 3).Answers(model, set).Should().Equal(first);
        foreach (
            Ablation wrong in new[]
            {
                Ablation.ZeroOut("features.1", 48),
                Ablation.ZeroOut("features", 0).And(Ablation.Keep("nose", 0)),
            }
        )
            FluentActions.Invoking(() => wrong.Answers(model, set)).Should().Throw<InvalidInputException>();
        ToyNetworks.LiveTensors.Should().Be(before);
        ToyNetworks.Hooks(model).Should().Be(0);
        model.training.Should().BeTrue();
    }

    [Fact]
    public void Unknown_layers_and_units_are_refused()
    {
        using NormalizedModel model = ToyNetworks.Colours();
        using StimulusSet set = Primaries();
        FluentActions
            .Invoking(() => Ablation.ZeroOut("relu", 1, 3).Answers(model, set))
            .Should()
            .Throw<InvalidInputException>()
            .WithMessage("layer 'relu' has no unit 3; known: 0 to 2");
        FluentActions
            .Invoking(() => Ablation.Keep("rely", 1).Answers(model, set))
            .Should()
            .Throw<InvalidInputException>()
            .WithMessage("unknown layer 'rely'; did you mean 'relu'? known: conv, relu, pool, flat");
        FluentActions.Invoking(() => Ablation.Keep("relu", -1)).Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void A_layer_that_is_not_called_by_itself_is_an_error()
    {
        using NormalizedModel model = ModelRegistry.Create(ModelRegistry.Find("resnet"), 32, 10, Normalization.Centred);
        using StimulusSet set = new("random", ["a"], randint(0, 256, [2, 3, 32, 32]).to(uint8), new int[2], new int[2]);
        FluentActions
            .Invoking(() => Ablation.ZeroOut("conv1.conv", 0).Answers(model, set))
            .Should()
            .Throw<InvalidInputException>()
            .WithMessage("layer 'conv1.conv' is not called by itself*");
    }

    [Fact]
    public void Scores_count_known_images_only()
    {
        int[] labels = [0, 1, 2, 0, 1, 2];
        bool[] known = AblationScore.Known(labels, [0, 1, 2, 0, 0, 2], [0, 1, 2, 0, 1, 0]);
        known.Should().Equal(true, true, true, true, false, false);
        int[] ablated = [0, 2, 2, 1, 1, 0];
        AblationScore.Drop(known, labels, ablated).Value.Should().Be(2 / 4.0);
        AblationScore.Keep(known, labels, ablated).Value.Should().Be(2 / 4.0);
        AblationScore.Drop(known, labels, ablated).Numerators.Should().Equal(0, 1, 0, 1, 0, 0);
        AblationScore.Keep(known, labels, ablated).Numerators.Should().Equal(1, 0, 1, 0, 0, 0);
        AblationScore.Drop(new bool[6], labels, ablated).Value.Should().Be(double.NaN);
        FluentActions
            .Invoking(() => AblationScore.Drop(known, labels, [0]))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("6 images known or not, 6 labels, 1 answers*");
    }

    /// <summary>Strong in one colour, then in the next ones; all above the grey at which a channel of the toy network
    /// is 0.</summary>
    private static StimulusSet Primaries() =>
        ToyNetworks.Flat([0, 1, 2], (250, 180, 140), (180, 250, 140), (140, 180, 250));
}
