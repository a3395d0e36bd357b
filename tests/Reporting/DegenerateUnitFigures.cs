using RobustRepro.Reporting;
using RobustRepro.Reporting.Figures;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Reporting;

/// <summary>Figures about hidden units that have little or nothing to show.</summary>
internal static class DegenerateUnitFigures
{
    private static readonly Dictionary<string, int> None = [];

    public static Figure NoFilters() =>
        FilterGridFigure.Create("no-filters", "t", new(5, 5, [], []), new(5, 5, [], []));

    /// <summary>A filter of equal weights, an undefined one, and a network without filters.</summary>
    public static Figure OddFilters() =>
        FilterGridFigure.Create(
            "odd-filters",
            "t",
            new(
                3,
                3,
                [
                    new float[27],
                    [.. Enumerable.Repeat(float.NaN, 27)],
                    [.. Enumerable.Range(0, 27).Select(i => (float)i)],
                ],
                [0, double.NaN, 5]
            ),
            new(3, 3, [], [])
        );

    public static Figure NoChannels() =>
        VariationScatterFigure.Create("no-channels", "t", new([], []), new([double.NaN], [1]), 0.1);

    public static Figure OneChannel() =>
        VariationScatterFigure.Create("one-channel", "t", new([0.5], [0.6]), new([0], [0]), 0.1);

    public static Figure NoLayers() => CategoryBarsFigure.Create("no-layers", "t", [], []);

    public static Figure NoDetectors() =>
        CategoryBarsFigure.Create("no-detectors", "t", [new("conv1", 0.04, 64, None)], [new("conv1", 0.04, 0, None)]);

    /// <summary>Each network was dissected in another layer, and one has a category that the figure does not
    /// know.</summary>
    public static Figure UnequalLayers() =>
        CategoryBarsFigure.Create(
            "unequal-layers",
            "t",
            [new("conv1", 0.04, 64, new Dictionary<string, int> { ["weather"] = 1 })],
            [
                new(
                    "layer with a rather long name",
                    0.04,
                    64,
                    new Dictionary<string, int> { ["object"] = 3, ["color"] = 61 }
                ),
            ]
        );

    public static Figure NoUnits() => ConceptHistogramFigure.Create("no-units", "t", [], []);

    public static Figure OneUnit() => ConceptHistogramFigure.Create("one-unit", "t", [0], []);

    public static Figure ManyConcepts() =>
        ConceptHistogramFigure.Create(
            "many-concepts",
            "t",
            [.. Enumerable.Range(0, 200)],
            [.. Enumerable.Repeat(1, 40), 120]
        );

    public static Figure EmptySheet() => UnitSheetFigure.Create("empty-sheet", "t", []);

    /// <summary>A unit that never responds, and one whose mask is empty.</summary>
    public static Figure SilentUnits()
    {
        using Tensor none = zeros(0, 3, 8, 8, dtype: ScalarType.Byte),
            noMasks = zeros(0, 8, 8, dtype: ScalarType.Bool);
        using Tensor one = full(1, 3, 8, 12, 200, dtype: ScalarType.Byte),
            mask = zeros(1, 8, 12, dtype: ScalarType.Bool);
        return UnitSheetFigure.Create(
            "silent-units",
            "t",
            [new(0, null, null, double.NaN, none, noMasks, []), new(1, "dots", "texture", 0.01, one, mask, [3])]
        );
    }

    public static Figure NoDrops() => AblationBarsFigure.Create("no-drops", "t", [], []);

    public static Figure UndefinedDrops() =>
        AblationBarsFigure.Create(
            "undefined-drops",
            "t",
            [new("intact", "texture", 0, double.NaN), new("intact", "color", 3, 0)],
            [new("intact", "texture", 5, 0.2)]
        );
}
