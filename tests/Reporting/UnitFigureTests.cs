using RobustRepro.Reporting;
using RobustRepro.Reporting.Figures;
using RobustRepro.Tables;
using SkiaSharp;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Reporting;

/// <summary>Figures about hidden units: filters, channels, detectors, concepts, ablations.</summary>
public class UnitFigureTests
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

    [Fact]
    public void Categories_are_counted_per_threshold_layer_and_network()
    {
        Dictionary<string, int> s =
                new()
                {
                    ["object"] = 6,
                    ["color"] = 2,
                    ["part"] = 0,
                },
            r = new() { ["weather"] = 1, ["color"] = 4 };
        Figure figure = CategoryBarsFigure.Create(
            "c",
            "t",
            [new("conv2", 0.04, 16, s), new("conv1", 0.01, 8, s)],
            [new("conv2", 0.04, 16, r)]
        );

        // from low-level to high-level; what has no detector anywhere is left out
        figure
            .Data.Columns.Select(c => c.Name)
            .Should()
            .Equal(
                "IoU above",
                "layer",
                "network",
                "units",
                "detectors",
                "color",
                "object",
                "weather",
                "share color",
                "share object",
                "share weather"
            );
        figure
            .Data.Rows.Should()
            .BeEquivalentTo(
                new object?[][]
                {
                    ["0.01", "conv1", "S", 8, 8, 2, 6, 0, 0.25, 0.75, 0.0],
                    ["0.04", "conv2", "S", 16, 8, 2, 6, 0, 0.25, 0.75, 0.0],
                    ["0.04", "conv2", "R", 16, 5, 4, 0, 1, 0.8, 0.0, 0.2],
                },
                options => options.WithStrictOrdering()
            );
        Words(figure)
            .Should()
            .Contain([
                "8 of 16",
                "5 of 16",
                "75%",
                "80%",
                "IoU > 0.04: number of detectors",
                "not measured",
                "weather",
            ]);
    }

    [Fact]
    public void Categories_have_colours_of_their_own()
    {
        IReadOnlyList<(string Category, string Color)> colors = ReportColors.OfCategories([
            "weather",
            "scene",
            "object",
            "part",
            "material",
            "texture",
            "color",
            "mood",
            "object",
        ]);
        colors
            .Select(c => c.Category)
            .Should()
            .Equal("color", "texture", "material", "part", "object", "scene", "weather", "mood");
        colors.Select(c => c.Color).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void Concepts_per_unit_are_shares_and_means()
    {
        Figure figure = ConceptHistogramFigure.Create("h", "t", [0, 1, 1, 2], [0, 0]);

        figure
            .Data.Rows.Should()
            .BeEquivalentTo(
                new object?[][]
                {
                    ["share of units with 0 concepts", 0.25, 1.0],
                    ["share of units with 1 concept", 0.5, 0.0],
                    ["share of units with 2 concepts", 0.25, 0.0],
                    ["mean concepts per unit", 1.0, 0.0],
                    ["units", 4, 2],
                },
                options => options.WithStrictOrdering()
            );
        Words(figure)
            .Should()
            .Contain("S, standard: mean 1.00 (4 units)")
            .And.Contain("R, adversarially trained: mean 0.00 (2 units)");
    }

    [Fact]
    public void Many_concepts_share_bins()
    {
        ResultTable data = DegenerateUnitFigures.ManyConcepts().Data;
        data.Rows.Should().HaveCount(10 + 2);
        data.Rows[6].Should().Equal("share of units with 120–139 concepts", 0.1, 1 / 41.0);
        data.Rows.Take(10).Sum(r => (double)r[1]!).Should().BeApproximately(1, 1e-12);
    }

    [Fact]
    public void Units_are_dimmed_where_they_do_not_respond()
    {
        using Tensor images = full(1, 3, 8, 8, 200, dtype: ScalarType.Byte),
            masks = zeros(1, 8, 8, dtype: ScalarType.Bool);
        masks[0, TensorIndex.Slice(0, 4)] = true;
        Figure figure = UnitSheetFigure.Create(
            "u",
            "t",
            [new(12, "stripes", "texture", 0.083, images, masks, [41], "S, standard")]
        );

        figure
            .Data.Rows.Should()
            .ContainSingle()
            .Which.Should()
            .Equal("S, standard", 12, "stripes", "texture", 0.083, "41");
        using SKBitmap png = SKBitmap.Decode(figure.Png);
        SKColor bright = new(200, 200, 200),
            dim = new(60, 60, 60);
        int half = 96 * 48 * ImageGridFigure.Density * ImageGridFigure.Density;
        // but for the line between them
        png.Pixels.Count(p => p == bright).Should().BeInRange((int)(0.9 * half), half);
        png.Pixels.Count(p => p == dim).Should().BeInRange((int)(0.9 * half), half);
    }

    [Fact]
    public void Masks_must_fit_their_images()
    {
        using Tensor images = zeros(1, 3, 8, 8, dtype: ScalarType.Byte),
            small = zeros(1, 4, 4, dtype: ScalarType.Bool),
            bytes = zeros(1, 8, 8, dtype: ScalarType.Byte),
            masks = zeros(1, 8, 8, dtype: ScalarType.Bool);
        FluentActions
            .Invoking(() => UnitSheetFigure.Create("u", "t", [new(3, null, null, double.NaN, images, small, [0])]))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("unit 3: masks must be bool 1x8x8, as the images, not Bool 1x4x4*");
        FluentActions
            .Invoking(() => UnitSheetFigure.Create("u", "t", [new(3, null, null, double.NaN, images, bytes, [0])]))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("*not Byte 1x8x8*");
        FluentActions
            .Invoking(() => UnitSheetFigure.Create("u", "t", [new(3, null, null, double.NaN, images, masks, [])]))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("unit 3: 1 images, but 0 numbers of images*");
    }

    [Fact]
    public void Ablations_stand_per_stimulus_set_and_category()
    {
        Figure figure = AblationBarsFigure.Create(
            "a",
            "t",
            [
                new("intact", "random units", 4, -0.01),
                new("intact", "texture", 9, 0.3, 0.25, 0.35),
                new("cue-conflict", "texture", 9, 0.1),
            ],
            [new("intact", "texture", 5, 0.2, 0.1, 0.3)]
        );

        figure
            .Data.Rows.Should()
            .BeEquivalentTo(
                new object?[][]
                {
                    ["intact", "texture", "S", 9, 0.3, 0.25, 0.35],
                    ["intact", "texture", "R", 5, 0.2, 0.1, 0.3],
                    ["intact", "random units", "S", 4, -0.01, double.NaN, double.NaN],
                    ["cue-conflict", "texture", "S", 9, 0.1, double.NaN, double.NaN],
                },
                options => options.WithStrictOrdering()
            );
        Words(figure).Should().Contain(["intact", "cue-conflict", "9 | 5", "not measured"]);
    }

    [Theory]
    [InlineData(nameof(DegenerateUnitFigures.NoChannels), "no channels", "undefined in every channel")]
    [InlineData(nameof(DegenerateUnitFigures.OneChannel), "in the band: 1")]
    [InlineData(nameof(DegenerateUnitFigures.NoLayers), "no layers were dissected")]
    [InlineData(nameof(DegenerateUnitFigures.NoDetectors), "no detectors", "0 of 64", "0 of 0")]
    [InlineData(nameof(DegenerateUnitFigures.UnequalLayers), "layer with a rather long name S", "not measured")]
    [InlineData(nameof(DegenerateUnitFigures.NoUnits), "no units", "R, adversarially trained: no units")]
    [InlineData(
        nameof(DegenerateUnitFigures.OneUnit),
        "S, standard: mean 0.00 (1 unit)",
        "R, adversarially trained: no units"
    )]
    [InlineData(nameof(DegenerateUnitFigures.NoDrops), "no units were set to zero")]
    [InlineData(nameof(DegenerateUnitFigures.UndefinedDrops), "undefined", "not measured", "0 | 5")]
    public void Drawings_of_little_or_nothing_say_so(string name, params string[] words) =>
        Words(Degenerate(name)).Should().Contain(words);

    [Theory]
    [InlineData(nameof(DegenerateUnitFigures.NoFilters), 0)]
    [InlineData(nameof(DegenerateUnitFigures.OddFilters), 3)]
    [InlineData(nameof(DegenerateUnitFigures.EmptySheet), 0)]
    [InlineData(nameof(DegenerateUnitFigures.SilentUnits), 2)]
    public void Sheets_of_little_or_nothing_hold_words(string name, int rows)
    {
        Figure figure = Degenerate(name);
        figure.Data.Rows.Should().HaveCount(rows);
        using SKBitmap png = SKBitmap.Decode(figure.Png);
        png.Pixels.Distinct().Count().Should().BeGreaterThan(10);
    }

    [Fact]
    public void Undefined_numbers_are_said_to_be_so()
    {
        DegenerateUnitFigures
            .OddFilters()
            .Caption.Should()
            .Contain("S 2.50, R undefined")
            .And.Contain("Crossed out: filters with weights that are not finite.");
        ResultTableText
            .Write(DegenerateUnitFigures.NoDetectors().Data)
            .Should()
            .Contain("0.04       conv1  S           64");
        ResultTableText.Write(DegenerateUnitFigures.UndefinedDrops().Data).Should().Contain("undefined");
    }

    [Fact]
    public void Drawings_are_the_same_every_time_and_draw_nothing_twice()
    {
        string svg = SampleUnitFigures.CategoryBars().Svg!;
        svg.Should().Be(SampleUnitFigures.CategoryBars().Svg);
        Words(SampleUnitFigures.CategoryBars()).Count(w => w == "IoU > 0.04: number of detectors").Should().Be(1);
    }

    private static Figure Degenerate(string name) =>
        (Figure)typeof(DegenerateUnitFigures).GetMethod(name)!.Invoke(null, null)!;

    private static string[] Words(Figure figure) =>
        [
            .. System
                .Xml.Linq.XDocument.Parse(figure.Svg!)
                .Descendants()
                .Where(e => e.Name.LocalName == "text")
                .Select(e => e.Value.Trim('\n', '\t')),
        ];
}
