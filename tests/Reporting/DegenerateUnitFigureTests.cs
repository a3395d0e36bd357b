using RobustRepro.Reporting;
using RobustRepro.Tables;
using SkiaSharp;
using static RobustRepro.Tests.Reporting.FigureWords;

namespace RobustRepro.Tests.Reporting;

/// <summary>Figures of little or nothing say so.</summary>
public class DegenerateUnitFigureTests
{
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

    private static Figure Degenerate(string name) =>
        (Figure)typeof(DegenerateUnitFigures).GetMethod(name)!.Invoke(null, null)!;
}
