using RobustRepro.Reporting;
using RobustRepro.Reporting.Figures;
using SkiaSharp;
using static RobustRepro.Tests.Reporting.FigureWords;

namespace RobustRepro.Tests.Reporting;

/// <summary>Figures of first-layer filters and of channels under noise.</summary>
public class FilterFigureTests
{
    private static readonly float[] Ramp = [.. Enumerable.Range(0, 12).Select(i => (float)i)];

    [Fact]
    public void Filters_stand_smoothest_first_with_their_variation()
    {
        Figure figure = FilterGridFigure.Create(
            "f",
            "t",
            new(2, 2, [Ramp, new float[12], Ramp], [3, 1, double.NaN]),
            new(2, 2, [Ramp], [0.5])
        );

        figure
            .Data.Rows.Should()
            .BeEquivalentTo(
                new object?[][] { ["S", 1, 1, 1.0], ["S", 2, 0, 3.0], ["S", 3, 2, double.NaN], ["R", 1, 0, 0.5] },
                options => options.WithStrictOrdering()
            );
        figure.Caption.Should().Contain("Mean total variation: S 2.00, R 0.50.").And.NotContain("Crossed out");
    }

    /// <summary>Red holds the least weights, blue the greatest; a pixel of the filter is 20 pixels of the page
    /// wide.</summary>
    [Fact]
    public void Filters_are_stretched_to_their_own_range()
    {
        const int side = 20 * ImageGridFigure.Density;
        using SKBitmap png = SKBitmap.Decode(
            FilterGridFigure.Create("f", "t", new(2, 2, [Ramp], [1]), new(2, 2, [new float[12]], [0])).Png
        );

        SKColor[] pixels = [.. png.Pixels];
        for (int i = 0; i < 4; i++)
        {
            byte Level(int weight) => (byte)MathF.Round(255 * weight / 11f);
            pixels
                .Count(p => p == new SKColor(Level(i), Level(4 + i), Level(8 + i)))
                .Should()
                .BeInRange(side * side - 3 * side, side * side);
        }
        pixels.Count(p => p == new SKColor(128, 128, 128)).Should().BeGreaterThan(4 * (side - 2) * (side - 2));
    }

    [Fact]
    public void Filters_of_the_wrong_size_are_refused()
    {
        var good = new FilterBank(2, 2, [Ramp], [1]);
        FluentActions
            .Invoking(() => FilterGridFigure.Create("f", "t", good, new(3, 2, [Ramp], [1])))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("a filter has 12 weights, not 3 x 3 x 2*");
        FluentActions
            .Invoking(() => FilterGridFigure.Create("f", "t", good, new(2, 2, [Ramp], [])))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("1 filters, but 0 total variations*");
    }

    [Fact]
    public void Channels_that_noise_changes_are_marked_and_counted()
    {
        Figure figure = VariationScatterFigure.Create(
            "v",
            "t",
            new([1, 2, double.NaN], [1.25, 2.5, 1]),
            new([1, 4], [1, 3.5]),
            0.5
        );

        figure
            .Data.Rows.Should()
            .BeEquivalentTo(
                new object?[][]
                {
                    ["S", 0, 1.0, 1.25, 0.25, null],
                    ["S", 1, 2.0, 2.5, 0.5, "yes"],
                    ["S", 2, double.NaN, 1.0, double.NaN, null],
                    ["R", 0, 1.0, 1.0, 0.0, null],
                    ["R", 1, 4.0, 3.5, -0.5, "yes"],
                },
                options => options.WithStrictOrdering()
            );
        figure
            .Caption.Should()
            .Contain("0.5 or more: 1 of 3 in S, 1 of 2 in R. 1 channel is undefined and not drawn.")
            .And.NotContain("Logarithmic");
        Words(figure).Should().Contain("differ by 0.5 or more: 1");
    }

    [Fact]
    public void Variations_over_several_decades_get_logarithmic_axes_with_a_place_for_zero()
    {
        Figure figure = SampleUnitFigures.WideVariationScatter();
        figure.Caption.Should().Contain("Logarithmic axes; channels that never vary stand at 0.");
        Words(figure).Should().Contain(["0", "0.01", "1", "100"]);
    }

    [Fact]
    public void Channels_must_be_the_same_with_and_without_noise() =>
        FluentActions
            .Invoking(() => VariationScatterFigure.Create("v", "t", new([1], [1]), new([1, 2], [1]), 0.1))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("2 channels on clean images, 1 on noisy ones*");
}
