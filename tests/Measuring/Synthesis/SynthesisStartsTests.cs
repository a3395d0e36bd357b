using RobustRepro.Measuring.Synthesis;
using TorchSharp;

namespace RobustRepro.Tests.Measuring.Synthesis;

public sealed class SynthesisStartsTests
{
    [Fact]
    public void Every_class_is_asked_for_as_often_as_any_other()
    {
        SynthesisStarts.Targets(100, 10).CountBy(t => t).Should().OnlyContain(c => c.Value == 10);
        SynthesisStarts.Targets(100, 1000).Should().OnlyHaveUniqueItems().And.Contain([0, 10, 990]);
    }

    /// <summary>Sets come with their classes in turns, or sorted by class: neither may decide where syntheses
    /// begin.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Images_are_of_other_classes_all_about_as_often(bool inTurns)
    {
        int[] labels = [.. Enumerable.Range(0, 300).Select(i => inTurns ? i % 10 : i / 30)],
            targets = SynthesisStarts.Targets(100, 10),
            images = SynthesisStarts.Images(targets, labels, 10);
        images.Zip(targets).Should().OnlyContain(p => labels[p.First] != p.Second);
        images.Should().OnlyHaveUniqueItems();
        images.CountBy(i => labels[i]).Should().HaveCount(10).And.OnlyContain(c => c.Value >= 8 && c.Value <= 12);
        int[] inverted = SynthesisStarts.Inverted(labels, 10);
        inverted.CountBy(i => labels[i]).Should().HaveCount(10).And.OnlyContain(c => c.Value == 2);
        inverted.Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void Classes_without_images_are_passed_over()
    {
        int[] labels = [7, 3, 7];
        int[] images = SynthesisStarts.Images([3, 7, 0], labels, 1000);
        images.Select(i => labels[i]).Should().Equal(7, 3, 3);
        SynthesisStarts.Inverted(labels, 1000).Should().HaveCount(3);
    }

    [Fact]
    public void Images_of_one_class_alone_are_refused() =>
        FluentActions
            .Invoking(() => SynthesisStarts.Images([0], [0, 0], 10))
            .Should()
            .Throw<InvalidInputException>()
            .WithMessage("*two classes or more*");

    [Fact]
    public void Noise_is_the_same_each_time_and_leaves_the_generator_of_networks_alone()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        torch.manual_seed(3);
        float expected = torch.randn(1).item<float>();
        torch.manual_seed(3);
        torch.Tensor noise = SynthesisStarts.Noise(4, 16);
        torch.randn(1).item<float>().Should().Be(expected);
        noise.allclose(SynthesisStarts.Noise(4, 16), 0, 0).Should().BeTrue();
        noise.mean().item<float>().Should().BeApproximately(0.5f, 0.01f);
        noise.std().item<float>().Should().BeApproximately(0.1f, 0.01f);
    }
}
