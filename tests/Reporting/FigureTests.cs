using RobustRepro.Claims;
using RobustRepro.Measures;
using RobustRepro.Reporting;
using RobustRepro.Reporting.Figures;
using RobustRepro.Statistics;
using RobustRepro.Stimuli;
using RobustRepro.Tables;
using SkiaSharp;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Reporting;

public class FigureTests
{
    [Fact]
    public void Shape_bias_shows_every_category_and_the_overall_bias()
    {
        Figure figure = SampleFigures.ShapeBias();
        IReadOnlyList<NetworkPair> pairs = SampleResults.Pairs("alexnet", 1);
        ShapeBias expected = ShapeBias.Of(pairs[0].Standard.Decisions[StimulusName.CueConflict]);
        figure.Data.Rows.Should().HaveCount(7 * (1 + SampleResults.Categories.Count));
        figure
            .Data.Rows[0]
            .Should()
            .Equal(
                "AlexNet S",
                "all",
                expected.Value,
                expected.ShapeDecisions,
                expected.TextureDecisions,
                expected.Trials
            );
        figure.Svg.Should().Contain("circle").And.Contain("<svg");
    }

    [Fact]
    public void Shape_bias_of_observers_asked_for_different_categories_is_refused()
    {
        Decisions a = new("a", ["x", "y"], ["i"], [0], [1], [0]),
            b = new("b", ["x", "z"], ["i"], [0], [1], [0]);
        FluentActions
            .Invoking(() =>
                ShapeBiasFigure.Create(
                    "f",
                    "t",
                    [new("a", a, ObserverGroup.Standard), new("b", b, ObserverGroup.Robust)]
                )
            )
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("b was asked for other categories than a*");
    }

    [Fact]
    public void Categories_without_decisions_for_either_cue_are_undefined_and_not_drawn()
    {
        Decisions none = new("a", ["x", "y"], ["i", "j"], [0, 1], [1, 0], [-1, 1]);
        ResultTable data = ShapeBiasFigure.Create("f", "t", [new("a", none, ObserverGroup.Human)]).Data;
        data.Rows.Select(r => r[2]).Should().Equal(1.0, double.NaN, 1.0);
    }

    [Fact]
    public void Accuracy_curve_begins_with_the_clean_accuracy_and_ends_with_the_mean()
    {
        ResultTable data = SampleFigures.AccuracyCurve().Data;
        IReadOnlyList<NetworkPair> pairs = SampleResults.Pairs("googlenet", 1);
        data.Rows.Should().HaveCount((3 + 1) * 6);
        data.Rows[0]
            .Should()
            .Equal(
                "seed 0",
                "0",
                pairs[0].Standard.Decisions[StimulusName.Intact].Accuracy.Value,
                pairs[0].Robust.Decisions[StimulusName.Intact].Accuracy.Value
            );
        ((double)data.Rows[^1][3]!)
            .Should()
            .BeApproximately(pairs.Average(p => p.Robust.UnderAttack[^1].Answers.Accuracy.Value), 1e-12);
    }

    [Fact]
    public void Accuracy_bars_leave_out_sets_that_were_not_shown()
    {
        ResultTable data = SampleFigures.AccuracyBars().Data;
        data.Rows.Select(r => r[0])
            .Distinct()
            .Should()
            .Equal(
                StimulusName.Silhouettes.Text,
                StimulusName.Contours.Text,
                StimulusName.Flat.Text,
                StimulusName.Scrambled.Text,
                StimulusName.TexturePatches.Text
            );
        data.Rows.Should().HaveCount(5 * 2 * 4);
        data.Rows.Should().OnlyContain(r => (double)r[4]! < (double)r[3]! && (double)r[3]! < (double)r[5]!);
    }

    [Fact]
    public void Differences_show_every_row_of_every_result()
    {
        Figure figure = SampleFigures.Differences();
        figure.Data.Rows.Should().HaveCount(SampleFigures.AllResults().Count);
        figure
            .Data.Rows.Select(r => r[^1])
            .Distinct()
            .Should()
            .BeEquivalentTo(Enum.GetNames<Verdict>(), "all are drawn");
    }

    [Fact]
    public void Image_grid_is_a_png_of_the_pictures()
    {
        using Tensor red = zeros(2, 3, 4, 4, dtype: ScalarType.Byte);
        red[1, 0] = (byte)200;
        Figure figure = ImageGridFigure.Create("g", "title", "caption", [new("row", red, ["black", "red"])], scale: 10);
        figure.Data.Rows.Should().HaveCount(2);
        figure.Data.Rows[1].Should().Equal("row", "2", "red", 200.0, 0.0, 0.0);
        using SKBitmap png = SKBitmap.Decode(figure.Png);
        var red200 = new SKColor(200, 0, 0);
        png.Pixels.Count(p => p == red200)
            .Should()
            .Be(10 * 4 * 10 * 4 * ImageGridFigure.Density * ImageGridFigure.Density);
    }

    [Fact]
    public void Pictures_of_the_wrong_type_are_refused()
    {
        using Tensor floats = zeros(2, 3, 4, 4);
        FluentActions
            .Invoking(() => ImageGridFigure.Create("g", "t", "c", [new("row", floats)]))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("row: images must be uint8 N x 3 x H x W, not Float32 2x3x4x4*");
    }

    [Fact]
    public void Figures_carry_their_fonts()
    {
        ReportFonts.Regular.FamilyName.Should().Be(ReportFonts.Family);
        ReportFonts.Bold.IsBold.Should().BeTrue();
        string svg = SampleFigures.AccuracyBars().Svg!;
        svg.Should().Contain("font-family=\"'DejaVu Sans', Verdana, sans-serif\"").And.NotContain("Serif");
    }

    [Fact]
    public void Figures_are_the_same_every_time() =>
        SampleFigures.ShapeBias().Svg.Should().Be(SampleFigures.ShapeBias().Svg);
}
