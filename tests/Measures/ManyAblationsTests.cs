using RobustRepro.Measures;
using RobustRepro.Models;
using RobustRepro.Stimuli;
using RobustRepro.Tests.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Measures;

/// <summary>Many ablations of a layer in one forward pass.</summary>
public sealed class ManyAblationsTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public ManyAblationsTests() => random.manual_seed(5);

    public void Dispose() => scope.Dispose();

    [Theory]
    [InlineData("alexnet")]
    [InlineData("googlenet")]
    [InlineData("resnet")]
    public void The_answers_are_those_of_one_pass_for_each(string name)
    {
        Architecture architecture = ModelRegistry.Find(name);
        using NormalizedModel model = ModelRegistry.Create(architecture, 64, 10, Normalization.Centred, seed: 7);
        ToyNetworks.Enliven(model);
        using StimulusSet set = Noise(61);
        Centre(model, architecture.Head, set);
        foreach (string layer in architecture.Layers)
        {
            Ablation[] variants =
            [
                Ablation.ZeroOut(layer),
                .. Enumerable.Range(0, 4).Select(k => Ablation.ZeroOut(layer, Enumerable.Range(4 * k, 4))),
                .. Enumerable.Range(0, 5).Select(k => Ablation.ZeroOut(layer, Enumerable.Range(k, 9))),
            ];
            List<int> done = [];
            int[][] answers = Ablation.AnswersOfEach(variants, model, set, progress: done.Add);
            answers[0].Should().Equal(Accuracy.Answers(model, set), layer);
            foreach ((Ablation variant, int[] answer) in variants.Zip(answers))
                answer.Should().Equal(variant.Answers(model, set), $"{layer}: {string.Join(",", variant.Units)}");
            answers.Select(a => string.Join(",", a)).Distinct().Should().HaveCountGreaterThan(4, "they differ");
            done.Should().Equal([20, 40, 60, 61], "ten variants share four batches");
        }
    }

    [Fact]
    public void They_leave_no_hook_mode_or_tensor_behind()
    {
        using NormalizedModel model = ToyNetworks.Colours();
        using StimulusSet set = Noise(3);
        model.train();
        long before = ToyNetworks.LiveTensors;
        Ablation.AnswersOfEach([Ablation.ZeroOut("relu", 0), Ablation.ZeroOut("relu", 1)], model, set);
        FluentActions
            .Invoking(() => Ablation.AnswersOfEach([Ablation.ZeroOut("relu", 3)], model, set))
            .Should()
            .Throw<InvalidInputException>()
            .WithMessage("layer 'relu' has no unit 3; known: 0 to 2");
        ToyNetworks.LiveTensors.Should().Be(before);
        ToyNetworks.Hooks(model).Should().Be(0);
        model.training.Should().BeTrue();
    }

    [Fact]
    public void Variants_are_of_one_layer()
    {
        using NormalizedModel model = ToyNetworks.Colours();
        using StimulusSet set = Noise(1);
        foreach (
            Ablation[] wrong in new Ablation[][] { [], [Ablation.ZeroOut("conv", 0), Ablation.ZeroOut("relu", 0)] }
        )
            FluentActions
                .Invoking(() => Ablation.AnswersOfEach(wrong, model, set))
                .Should()
                .Throw<ArgumentException>()
                .WithMessage("variants are of one layer*");
    }

    [Fact]
    public void A_network_whose_answer_is_not_the_layers_alone_is_refused()
    {
        nn.Module<Tensor, Tensor> relu = nn.ReLU();
        using NormalizedModel model = new(
            nn.Sequential(
                ("relu", relu),
                ("first", new ObservingNetwork((_, x) => x.narrow(0, 0, 2))),
                ("pool", nn.AdaptiveAvgPool2d(1)),
                ("flat", nn.Flatten())
            ),
            ToyNetworks.Identity
        );
        using StimulusSet set = Noise(2);
        FluentActions
            .Invoking(() =>
                Ablation.AnswersOfEach([Ablation.ZeroOut("relu", 0), Ablation.ZeroOut("relu", 1)], model, set)
            )
            .Should()
            .Throw<InvalidInputException>()
            .WithMessage("the network gives 2 answers where layer 'relu' has 4 outputs*");
    }

    /// <summary>Makes the mean logits 0: an untrained network gives one answer to all images.</summary>
    private static void Centre(NormalizedModel model, string head, StimulusSet set)
    {
        using var mode = new EvaluationMode(model);
        using IDisposable off = no_grad();
        model
            .Network.named_parameters()
            .Single(p => p.name == $"{head}.bias")
            .parameter.sub_(model.Logits(set.Batch(0, set.Count)).mean([0]));
    }

    private static StimulusSet Noise(int count) =>
        new("random", ["a"], randint(0, 256, [count, 3, 64, 64]).to(uint8), new int[count], new int[count]);
}
