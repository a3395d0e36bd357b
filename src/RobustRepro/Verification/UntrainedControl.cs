using RobustRepro.Measures;
using RobustRepro.Measures.Units;
using RobustRepro.Statistics;
using RobustRepro.Tables;

namespace RobustRepro.Verification;

/// <summary>
/// The control of network dissection: networks with random weights have learnt nothing, so what dissection finds in
/// them is the level below which a detector says nothing about training. Beside it, the level of pure chance: the same
/// units with the labels of other images.
/// </summary>
public static class UntrainedControl
{
    private const string More = "more than chance",
        NoMore = "no more than chance";

    /// <summary>A row per architecture, over all hooked layers.</summary>
    /// <param name="study">Its name.</param>
    /// <param name="untrained">By architecture, with detectors.</param>
    public static ResultTable Table(string study, IReadOnlyDictionary<string, NetworkMeasurements> untrained) =>
        new(
            $"untrained networks: detectors with IoU > {DissectionRule.DecidingIou}, {study}",
            [
                Column.Text("architecture"),
                new("units", 0),
                new("detectors", 0, 10),
                new("by chance", 0, 10),
                new("share over chance", 3, 0.03),
                new("low", 3, 0.03),
                new("high", 3, 0.03),
                Column.Text("untrained units detect"),
            ],
            [.. untrained.Select(n => Row(n.Key, n.Value.Units!))],
            [
                "by chance: the same units with the labels of other images. low, high: 95% bootstrap "
                    + "interval over units of the difference in shares.",
                "Random filters do answer to colours and to coarse textures. A share of detectors means "
                    + "training only where it is far above this.",
            ]
        );

    private static object?[] Row(string architecture, UnitMeasurements units)
    {
        double[] found = Detectors(units.Under(ConceptSetting.Deciding)),
            chance = Detectors(units.Under(ConceptSetting.Deciding with { ShuffledLabels = true })),
            ones = [.. found.Select(_ => 1.0)];
        // the same units twice: resampled together, as images are
        Interval interval = Bootstrap.Difference(new(chance, ones), new(found, ones));
        return
        [
            architecture,
            found.Length,
            (int)found.Sum(),
            (int)chance.Sum(),
            interval.Estimate,
            interval.Low,
            interval.High,
            interval.Decide(Sign.Positive) == Verdict.Supported ? More : NoMore,
        ];
    }

    private static double[] Detectors(IReadOnlyList<LayerConcepts> layers) =>
        [.. layers.SelectMany(l => l.Units).Select(u => u.IsDetector(DissectionRule.DecidingIou) ? 1.0 : 0)];
}
