using RobustRepro.Reporting;
using RobustRepro.Reporting.Figures;
using RobustRepro.Tables;
using SkiaSharp;
using static RobustRepro.Tests.Reporting.FigureWords;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Reporting;

/// <summary>Figures about hidden units: filters, channels, detectors, concepts, ablations.</summary>
public class UnitFigureTests
{
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
    public void What_a_unit_draws_stands_beside_its_images_undimmed()
    {
        using Tensor images = full(1, 3, 8, 8, 200, dtype: ScalarType.Byte),
            masks = zeros(1, 8, 8, dtype: ScalarType.Bool),
            drawn = full(1, 3, 8, 8, 77, dtype: ScalarType.Byte);
        Figure figure = UnitSheetFigure.Create(
            "u",
            "t",
            [
                new(1, "dots", "texture", 0.1, images, masks, [41]) { Drawn = drawn },
                new(2, "dots", "texture", 0.1, images, masks, [41]),
            ]
        );
        using SKBitmap png = SKBitmap.Decode(figure.Png);
        int cell = 96 * 96 * ImageGridFigure.Density * ImageGridFigure.Density;
        png.Pixels.Count(p => p == new SKColor(77, 77, 77)).Should().BeInRange(cell, cell + 20, "letters have edges");
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

    [Fact]
    public void Drawings_are_the_same_every_time_and_draw_nothing_twice()
    {
        string svg = SampleUnitFigures.CategoryBars().Svg!;
        svg.Should().Be(SampleUnitFigures.CategoryBars().Svg);
        Words(SampleUnitFigures.CategoryBars()).Count(w => w == "IoU > 0.04: number of detectors").Should().Be(1);
    }
}
