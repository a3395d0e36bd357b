using RobustRepro.Measures.Dissection;
using RobustRepro.Probes;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Measures.Dissection;

/// <summary>What counts as a match of unit and concept, on examples counted by hand.</summary>
public sealed class TallyRuleTests : IDisposable
{
    private static readonly ConceptCatalogue Small = new(
        ["object", "color", "scene"],
        [new(1, "cat", "object"), new(2, "red", "color"), new(3, "blue", "color"), new(4, "street", "scene")]
    );

    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void Counts_what_is_counted_by_hand()
    {
        var tally = new DissectionTally(Small, units: 2);
        // the mask of the first unit is the upper row, the second unit is silent
        tally.Add(
            0,
            [2, 2, 0, 0, 1, 1, 1, 1],
            2,
            2,
            [1, 1],
            new(
                2,
                2,
                [
                    [1, 0, 1, 1],
                    [2, 2, 2, 3],
                ],
                []
            )
        );
        // here its mask is the left column, where nothing but the street is labelled
        tally.Add(
            0,
            [2, 0, 2, 0, 1, 1, 1, 1],
            2,
            2,
            [1, 1],
            new(
                2,
                2,
                [
                    [0, 1, 0, 1],
                ],
                [4]
            )
        );

        LayerDissection result = tally.Result();
        new[] { 1, 2, 3, 4 }.Select(result.LabelPixels).Should().Equal(5, 3, 1, 4);
        new[] { 1, 2, 3, 4 }.Select(n => result.Intersection(0, n)).Should().Equal(1, 2, 0, 2);
        new[] { 0, 1, 2 }.Select(c => result.UnitPixels(0, c)).Should().Equal(2, 2, 2);
        result.Iou(0, 1).Should().BeApproximately(1 / 6.0, 1e-9);
        result.Iou(0, 2).Should().BeApproximately(2 / 3.0, 1e-9);
        result.Iou(0, 4).Should().BeApproximately(2 / 4.0, 1e-9);
        result.Best(0)!.Value.Concept.Name.Should().Be("red");
        result.Best(1).Should().BeNull("no label lies under a mask of it");
        result.Ranking.Should().Equal(0, 1);
        result.Detectors(0).Select(d => d.Unit).Should().Equal(0);
        result.Detectors(0.7).Should().BeEmpty();
        result.DetectorsPerCategory(0).Should().Equal(0, 1, 0);
        result.UniqueConcepts(0).Should().Be(1);
        result.ConceptsAbove(0, 0).Should().Be(3);
        result.ConceptsAbove(0, 0.5 - 1e-9).Should().Be(2);
        result.ConceptsAbove(1, 0).Should().Be(0);
    }

    [Fact]
    public void The_other_rule_counts_masks_over_any_label_once_for_every_category()
    {
        var tally = new DissectionTally(Small, units: 1);
        tally.Add(
            0,
            [2, 2, 0, 0],
            2,
            2,
            [1],
            new(
                2,
                2,
                [
                    [1, 0, 1, 1],
                    [2, 2, 2, 3],
                ],
                []
            )
        );
        tally.Add(
            0,
            [2, 0, 2, 2],
            2,
            2,
            [1],
            new(
                2,
                2,
                [
                    [0, 1, 0, 0],
                ],
                []
            )
        );
        LayerDissection result = tally.Result(ActivationRule.OfAllCategories);
        // nothing is labelled under the second mask
        new[] { 0, 1, 2 }
            .Select(c => result.UnitPixels(0, c))
            .Should()
            .Equal(6, 6, 6);
        result.Iou(0, 2).Should().BeApproximately(2 / (6.0 + 3 - 2), 1e-9);
        tally.Result().Iou(0, 2).Should().BeApproximately(2 / 3.0, 1e-9);
    }

    [Fact]
    public void A_value_at_the_threshold_is_not_above_it()
    {
        var tally = new DissectionTally(Small, units: 1);
        tally.Add(
            0,
            [1, 1, 1, 1],
            2,
            2,
            [1],
            new(
                4,
                4,
                [
                    [.. Enumerable.Repeat<ushort>(1, 16)],
                ],
                []
            )
        );
        tally.Result().Best(0).Should().BeNull();
        tally.Result().UnitPixels(0, 0).Should().Be(0);
        tally.Add(
            0,
            [2, 1, 2],
            1,
            3,
            [1],
            new(
                1,
                3,
                [
                    [1, 1, 1],
                ],
                []
            )
        );
        tally.Result().UnitPixels(0, 0).Should().Be(2);
    }

    [Fact]
    public void An_image_without_label_maps_counts_for_its_whole_image_labels_only()
    {
        var tally = new DissectionTally(Small, units: 2);
        tally.Add(
            0,
            [5, 5],
            1,
            1,
            [1, 1],
            new(
                2,
                2,
                [
                    [1, 1, 1, 1],
                ],
                []
            )
        );
        tally.Add(0, [5, 5], 1, 1, [1, 1], new(2, 2, [], [4]));
        LayerDissection result = tally.Result();
        // NetDissect-Lite would count the category of the unit before here
        result.UnitPixels(1, 0).Should().Be(4);
        result.UnitPixels(1, 2).Should().Be(4);
    }

    [Fact]
    public void Ties_go_to_the_lowest_number_the_last_category_and_the_later_unit()
    {
        var tally = new DissectionTally(Small, units: 3);
        tally.Add(
            0,
            [1, 1, 1],
            1,
            1,
            [0, 0, 0],
            new(
                1,
                2,
                [
                    [1, 1],
                    [2, 3],
                ],
                []
            )
        );
        LayerDissection result = tally.Result();
        result.BestOf(0, 1)!.Value.Concept.Number.Should().Be(2);
        result.Best(0)!.Value.Concept.Number.Should().Be(1, "it has more than either colour");

        tally.Add(0, [1, 1, 1], 1, 1, [0, 0, 0], new(1, 2, [], [4]));
        result = tally.Result();
        result.Iou(0, 4).Should().Be(result.Iou(0, 1));
        result.Best(0)!.Value.Concept.Category.Should().Be("scene");
        result.Ranking.Should().Equal(2, 1, 0);
    }
}
