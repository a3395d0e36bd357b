using RobustRepro.Statistics;

namespace RobustRepro.Tests.Statistics;

/// <summary>The scales and smallest effects that docs/statistics.md fixes.</summary>
public sealed class MeasureScaleTests
{
    private const double Endless = double.PositiveInfinity;

    public static TheoryData<MeasureScale, double, double, double, double> Scales =>
        new()
        {
            // scale, S's mean, smallest effect, room above, room below
            { MeasureScale.Share, 0.8, 0.05, 0.2, 0.8 },
            { MeasureScale.Bits, 2, 0.1, Endless, 2 },
            { MeasureScale.Amount, 2, 0.1, Endless, 2 },
            { MeasureScale.Change, 2, 0.2, Endless, 2 },
            { MeasureScale.SignedChange, -2, 0.2, Endless, Endless },
            { MeasureScale.PerUnit, -2, 0.1, Endless, Endless },
            { MeasureScale.PerDoubling, 0.02, 0.01, Endless, Endless },
        };

    [Theory, MemberData(nameof(Scales))]
    public void A_scale_ends_and_has_a_smallest_effect(
        MeasureScale scale,
        double standard,
        double smallest,
        double above,
        double below
    )
    {
        scale.SmallestEffect(standard).Should().BeApproximately(smallest, 1e-12);
        Room(Sign.Positive).Should().Be(above);
        Room(Sign.Negative).Should().Be(below);
        double Room(Sign predicted) => Math.Round(scale.Room(standard, predicted), 12);
    }

    [Fact]
    public void Ratios_need_a_denominator_for_every_numerator() =>
        FluentActions
            .Invoking(() => new RatioSample([1, 2], [1]))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("2 numerators, 1 denominators*");

    [Fact]
    public void Units_without_a_value_count_nowhere()
    {
        RatioSample.MeanOverUnits([0.2, double.NaN, 0.4]).Value.Should().BeApproximately(0.3, 1e-12);
        RatioSample.Share([true, false, true, true]).Value.Should().Be(0.75);
    }

    [Fact]
    public void Sources_are_shared_where_a_name_comes_up_twice()
    {
        SharedSources.Of(["a", "b"], ["x", "y"]).Should().BeNull();
        SharedSources.Of(["a", "b"], ["x", "x"])!.Texture.Should().Equal(0, 0);
        SharedSources.Of(["b", "a", "b"], ["x", "y", "z"])!.Shape.Should().Equal(0, 1, 0);
    }
}
