using RobustRepro.Models;
using RobustRepro.Stimuli;
using RobustRepro.Training;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Training;

/// <summary>An epoch that draws classes evenly from a set that is not even.</summary>
public sealed class EvenClassesTests
{
    [Fact]
    public void Every_class_is_drawn_as_often_and_every_image_in_turn()
    {
        // 2, 5 and 13 images
        int[] labels =
        [
            .. Enumerable
                .Range(0, 20)
                .Select(i =>
                    i < 2 ? 0
                    : i < 7 ? 1
                    : 2
                ),
        ];
        using var train = new StimulusSet("t", ["a", "b", "c"], zeros(20, 3, 32, 32, uint8), labels, labels);
        TrainingRecipe recipe = new()
        {
            Study = "tinyimagenet",
            Architecture = "alexnet",
            Mode = TrainingMode.Standard,
            Images = 16,
            EvenClasses = true,
            Epochs = 2,
            BatchSize = 4,
            Optimizer = new(OptimizerKind.Adam, 0.001),
            Schedule = new(ScheduleKind.OneCycle),
        };
        using NormalizedModel model = ModelRegistry.Create(ModelRegistry.Find("alexnet"), 32, 3, Normalization.Centred);
        using var steps = new TrainingSteps(recipe, 1, model, train, CPU);
        steps.PerEpoch.Should().Be(4);
        long[] first = steps.EpochOrder(0),
            again = steps.EpochOrder(0),
            second = steps.EpochOrder(1);
        first.Should().Equal(again).And.NotEqual(second);
        first
            .CountBy(i => labels[i])
            .ToDictionary()
            .Should()
            .Equal(
                new Dictionary<int, int>
                {
                    [0] = 6,
                    [1] = 5,
                    [2] = 5,
                }
            );
        // three times round the two of the first class, once round the five of the second
        first.Where(i => labels[i] == 0).CountBy(i => i).Select(c => c.Value).Should().Equal(3, 3);
        first.Where(i => labels[i] == 1).Should().OnlyHaveUniqueItems();
        first.Where(i => labels[i] == 2).Should().OnlyHaveUniqueItems();
        first.Select(i => labels[i]).Should().NotBeInAscendingOrder();
    }

    [Fact]
    public void Recipes_without_it_are_written_as_before() =>
        TrainingRecipe
            .Load(RobustRepro.Files.Fixtures.Recipe("cifar10", "resnet", "standard"))
            .ToJson()
            .Should()
            .NotContain("evenClasses");
}
