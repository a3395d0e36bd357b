using RobustRepro.Measures.Dissection;
using RobustRepro.Measures.Units;
using RobustRepro.Probes;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Measures.Dissection;

/// <summary>Whoever counts detectors counts them by one rule.</summary>
public sealed class DetectorRuleTests : IDisposable
{
    private static readonly ConceptCatalogue Concepts = new(["object"], [new(1, "cat", "object")]);

    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void An_IoU_at_the_threshold_is_not_above_it()
    {
        var tally = new DissectionTally(Concepts, units: 1);
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
                    [1, 0, 1, 0],
                ],
                []
            )
        );
        LayerDissection result = tally.Result();
        double iou = result.Iou(0, 1),
            lower = Math.BitDecrement(iou);
        iou.Should().BeApproximately(1 / 3.0, 1e-9);
        result.Detectors(iou).Should().BeEmpty();
        result.DetectorsPerCategory(iou).Sum().Should().Be(0);
        result.UniqueConcepts(iou).Should().Be(0);
        result.ConceptsAbove(0, iou).Should().Be(0);
        result.Detectors(lower).Should().HaveCount(1);
        result.ConceptsAbove(0, lower).Should().Be(1);
        var kept = new UnitConcepts("cat", "object", iou, 1, []);
        kept.IsDetector(iou).Should().BeFalse();
        kept.IsDetector(lower).Should().BeTrue();
        kept.Detects(["object"], iou).Should().BeFalse();
    }
}
