using RobustRepro.Measures;
using RobustRepro.Measures.Units;
using RobustRepro.Measuring;
using RobustRepro.Models;
using RobustRepro.Stimuli;
using RobustRepro.Stimuli.Conflicts;
using RobustRepro.Stimuli.Trifeature;
using RobustRepro.Studies.Trifeature;
using RobustRepro.Tests.Models;
using RobustRepro.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Measuring;

/// <summary>What decisions lose without one unit.</summary>
public sealed class SingleUnitAblationsTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Theory]
    [InlineData("alexnet")]
    [InlineData("googlenet")]
    [InlineData("resnet")]
    public void Many_units_at_once_lose_what_each_loses_in_a_pass_of_its_own(string name)
    {
        Architecture architecture = ModelRegistry.Find(name);
        using NormalizedModel model = TrifeatureStudy.Open().Networks.Load(new(name, TrainingMode.Standard, 10));
        using StimulusSet all = TrifeatureGenerator.CueConflict(StimulusName.CueConflict, 1, seed: 3),
            images = EachPair.First(all, 1, most: 45);
        IReadOnlyList<UnitAblation> measured = new SingleUnitAblations(images, AnswerRule.HighestLogit, device: null)
        {
            Units = 5 * architecture.Layers.Count,
        }.Measure(model, architecture.Layers);
        measured.Select(u => u.Layer).Distinct().Should().Equal(architecture.Layers);
        measured.Should().HaveCount(5 * architecture.Layers.Count);
        foreach (UnitAblation unit in measured)
            unit.Should().Be(OneByOne(model, images, unit.Layer, unit.Unit));
        measured.Select(u => (u.ShapeLost, u.TextureLost)).Distinct().Should().HaveCountGreaterThan(3, "they differ");
    }

    /// <summary>Two images: one of the shape red and the texture green, mostly red; one of the shape blue and the
    /// texture green, only green. The third unit is what neither answer hangs on.</summary>
    [Fact]
    public void Lost_decisions_are_counted_per_cue_and_gained_ones_as_less_than_none()
    {
        using NormalizedModel model = ToyNetworks.Colours();
        using Tensor pixels = tensor(new byte[] { 255, 200, 0, 0, 255, 200 }, [2, 3, 1, 1]);
        using StimulusSet images = new("conflict", ["red", "green", "blue"], pixels.clone(), [0, 2], [1, 1]);
        List<(string, int, int)> told = [];
        model.train();
        new SingleUnitAblations(images, AnswerRule.HighestLogit, device: null)
            .Measure(model, ["relu"], (what, done, total) => told.Add((what, done, total)))
            .Should()
            .Equal(
                // without red the first image is answered by its texture
                new UnitAblation("relu", 0, 50, -50),
                // without green the second is answered by its shape
                new UnitAblation("relu", 1, -50, 50),
                new UnitAblation("relu", 2, 0, 0)
            );
        told[^1].Should().Be(("single units", 3, 3));
        ToyNetworks.Hooks(model).Should().Be(0);
        model.training.Should().BeTrue();
    }

    [Fact]
    public void No_images_are_no_measurement()
    {
        using NormalizedModel model = ToyNetworks.Colours();
        using StimulusSet agreeing = ToyNetworks.Flat([0], (255, 0, 0)),
            none = EachPair.First(agreeing, 1);
        new SingleUnitAblations(none, AnswerRule.HighestLogit, device: null)
            .Measure(model, ["relu"])
            .Should()
            .BeEmpty();
    }

    /// <summary>A hook that zeroes the unit, and whole forward passes of one image each.</summary>
    private static UnitAblation OneByOne(NormalizedModel model, StimulusSet images, string layer, int unit)
    {
        int[] Answers() =>
            [
                .. Enumerable
                    .Range(0, images.Count)
                    .Select(i =>
                    {
                        using DisposeScope inner = NewDisposeScope();
                        return (int)model.call(images.Batch(i, 1)).argmax(1).ToInt64();
                    }),
            ];
        model.eval();
        using IDisposable off = no_grad();
        int[] intact = Answers();
        var module = (nn.Module<Tensor, Tensor>)model.Network.named_modules().Single(m => m.name == layer).module;
        var hook = module.register_forward_hook(
            (_, _, output) =>
            {
                Tensor without = output.clone();
                using Tensor channel = without.narrow(1, unit, 1);
                channel.zero_();
                return without;
            }
        );
        int[] answers = Answers();
        hook.remove();
        double Lost(int[] cue) =>
            100.0
            * (intact.Zip(cue).Count(a => a.First == a.Second) - answers.Zip(cue).Count(a => a.First == a.Second))
            / images.Count;
        return new(layer, unit, Lost(images.Shape), Lost(images.Texture));
    }
}
