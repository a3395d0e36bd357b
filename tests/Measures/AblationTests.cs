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
        Of(Ablation.ZeroOut(layer, 0)).Should().Equal(1, 1, 2);
        Of(Ablation.ZeroOut(layer, 2)).Should().Equal(0, 1, 1);
        Of(Ablation.ZeroOut(layer, 0, 1)).Should().Equal(2, 2, 2);
        Of(Ablation.ZeroOut(layer, 2, 0, 2)).Should().Equal(1, 1, 1);
        Of(Ablation.ZeroOut(layer)).Should().Equal(0, 1, 2);
        Accuracy.Answers(model, set).Should().Equal([0, 1, 2], "the weights are as before");

        int[] Of(Ablation ablation) => Ablation.AnswersOfEach([ablation], model, set)[0];
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
            int units = 0;
            using (
                new LayerHooks(
                    model,
                    [layer],
                    (_, output) =>
                    {
                        units = (int)output.shape[1];
                        return output;
                    }
                )
            )
                Accuracy.Answers(model, set);
            Tensor? logits = null;
            var last = model.register_forward_hook(
                (_, _, output) => logits = output.clone().MoveToOtherDisposeScope(scope)
            );
            Ablation none = Ablation.ZeroOut(layer, Enumerable.Range(0, units));
            Ablation.AnswersOfEach([none], model, set)[0].Distinct().Should().ContainSingle(layer);
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
        int[] first = Ablation.AnswersOfEach([Ablation.ZeroOut("features.1", 3)], model, set)[0];
        Ablation.AnswersOfEach([Ablation.ZeroOut("features.1", 3)], model, set)[0].Should().Equal(first);
        foreach (Ablation wrong in new[] { Ablation.ZeroOut("features.1", 48), Ablation.ZeroOut("nose", 0) })
            FluentActions
                .Invoking(() => Ablation.AnswersOfEach([wrong], model, set))
                .Should()
                .Throw<InvalidInputException>();
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
            .Invoking(() => Ablation.AnswersOfEach([Ablation.ZeroOut("relu", 1, 3)], model, set))
            .Should()
            .Throw<InvalidInputException>()
            .WithMessage("layer 'relu' has no unit 3; known: 0 to 2");
        FluentActions
            .Invoking(() => Ablation.AnswersOfEach([Ablation.ZeroOut("rely", 1)], model, set))
            .Should()
            .Throw<InvalidInputException>()
            .WithMessage("unknown layer 'rely'; did you mean 'relu'? known: conv, relu, pool, flat");
        FluentActions.Invoking(() => Ablation.ZeroOut("relu", -1)).Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void A_layer_that_is_not_called_by_itself_is_an_error()
    {
        using NormalizedModel model = ModelRegistry.Create(ModelRegistry.Find("resnet"), 32, 10, Normalization.Centred);
        using StimulusSet set = new("random", ["a"], randint(0, 256, [2, 3, 32, 32]).to(uint8), new int[2], new int[2]);
        FluentActions
            .Invoking(() => Ablation.AnswersOfEach([Ablation.ZeroOut("conv1.conv", 0)], model, set))
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
        AblationScore.Drop(known, labels, ablated).Numerators.Should().Equal(0, 1, 0, 1, 0, 0);
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
