using RobustRepro.Stimuli;
using RobustRepro.Stimuli.Distortions;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Stimuli.Distortions;

public sealed class ContoursTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void A_step_has_an_edge_on_both_sides_of_equal_strength()
    {
        // without smoothing, the gradient of a step of height 1 is 4 in the columns on either side of it, and neither
        // is less than the other
        Tensor step = cat([zeros(1, 3, 7, 4), ones(1, 3, 7, 4)], 3);
        Tensor edges = Contours.Apply(step, sigma: 0, low: 3.99, high: 3.99);
        for (int y = 0; y < 7; y++)
        {
            for (int x = 0; x < 8; x++)
                edges[0, 1, y, x]
                    .item<float>()
                    .Should()
                    .Be(x is 3 or 4 && y is > 0 and < 6 ? 1 : 0, $"at row {y}, column {x}");
        }
        Contours.Apply(step, sigma: 0, low: 4.01, high: 4.01).sum().item<float>().Should().Be(0);
    }

    [Fact]
    public void Weak_edges_stay_only_where_they_touch_a_strong_one()
    {
        // two vertical lines, a pixel wide: the right one fades to a quarter of its contrast towards the bottom, the
        // left one is weak throughout
        Tensor image = zeros(1, 3, 20, 24);
        image[.., .., .., 5..6] = 0.2f;
        image[.., .., .., 16..17] = linspace(1, 0.24, 20).view(20, 1);
        Tensor edges = Contours.Apply(image, sigma: 0, low: 0.5, high: 2)[0, 0];
        edges[.., ..12].sum().item<float>().Should().Be(0);
        edges[12..19, 12..].sum(1).gt(0).all().item<bool>().Should().BeTrue();
        Contours
            .Apply(image, sigma: 0, low: 0.5, high: 0.5)[0, 0][.., ..12]
            .sum()
            .item<float>()
            .Should()
            .BeGreaterThan(0);
    }

    [Fact]
    public void A_set_of_contours_has_no_texture()
    {
        using StimulusSet set = TestImages.SoftSet(4, 2);
        using StimulusSet contours = DistortionCatalogue.Get("contours").Levels[0].Apply(set, seed: 1, "contours");
        contours.Shape.Should().Equal(set.Shape);
        contours.Texture.Should().AllBeEquivalentTo(-1);
        contours.Images.eq(0).logical_or(contours.Images.eq(255)).all().item<bool>().Should().BeTrue();
    }

    [Fact]
    public void Thresholds_are_ordered()
    {
        FluentActions
            .Invoking(() => Contours.Apply(zeros(1, 3, 8, 8), 1, 0.5, 0.4))
            .Should()
            .Throw<ArgumentOutOfRangeException>()
            .WithMessage("*low threshold*");
        Contours
            .Apply(zeros(1, 3, 8, 8), 1, 0, 0)
            .sum()
            .item<float>()
            .Should()
            .Be(0, "a flat image has no edge at any threshold");
    }
}
