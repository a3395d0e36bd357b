using RobustRepro.Measures.Dissection;
using RobustRepro.Measures.Units;
using RobustRepro.Models;
using RobustRepro.Probes;
using RobustRepro.Runtime;
using TorchSharp;

namespace RobustRepro.Measuring;

/// <summary>The dissections that claims ask for: under each quantile, with the labels of other images, and of input
/// normalised twice.</summary>
internal sealed class ProbeDissection(
    IProbe probe,
    IReadOnlyList<string> layers,
    torch.Device? device,
    Action<string, int, int>? progress
)
{
    private readonly int[] otherImages = SeededShuffle.Order(probe.Count, DissectionRule.Seed);

    /// <summary>For a sensitivity row; null for none.</summary>
    public IProbe? SecondProbe { get; init; }

    /// <param name="twice">Also of input normalised twice.</param>
    /// <param name="deciding">The layers under the quantile that decides, counted in groups of images.</param>
    public IReadOnlyList<LayerConcepts> Concepts(
        NormalizedModel model,
        bool twice,
        out IReadOnlyList<DissectedLayer> deciding
    )
    {
        IReadOnlyList<DissectedLayer> dissected = Dissected(model);
        deciding = Deciding(dissected);
        return
        [
            .. dissected.Select(d => DissectedConcepts.Of(d, new(d.Quantile))),
            .. Chance(deciding),
            .. SecondProbe is null ? [] : OnSecondProbe(model, SecondProbe),
            .. twice ? NormalisedTwice(model) : [],
        ];
    }

    /// <summary>Under the quantile that decides, and the same with the labels of other images.</summary>
    public IReadOnlyList<LayerConcepts> Detectors(NormalizedModel model)
    {
        DissectedLayer[] deciding = Deciding(Dissected(model));
        return [.. deciding.Select(d => DissectedConcepts.Of(d, new(d.Quantile))), .. Chance(deciding)];
    }

    private static DissectedLayer[] Deciding(IReadOnlyList<DissectedLayer> dissected) =>
        [.. dissected.Where(d => d.Quantile == DissectionRule.DecidingQuantile)];

    private IReadOnlyList<DissectedLayer> Dissected(NormalizedModel model) =>
        new Dissector(probe, layers, DissectionRule.Quantiles, device)
        {
            Groups = DissectionRule.ImageGroups,
            GroupedQuantiles = [DissectionRule.DecidingQuantile],
            Chance = (DissectionRule.DecidingQuantile, otherImages),
            Progress = Stage("dissection"),
        }.Run(model);

    private static IEnumerable<LayerConcepts> Chance(IReadOnlyList<DissectedLayer> deciding) =>
        deciding.Select(d => DissectedConcepts.Of(d with { Tally = d.Chance! }, new(d.Quantile, ShuffledLabels: true)));

    private IEnumerable<LayerConcepts> OnSecondProbe(NormalizedModel model, IProbe second) =>
        new Dissector(second, layers, [DissectionRule.DecidingQuantile], device)
        {
            Progress = Stage("dissection, second probe"),
        }
            .Run(model)
            .Select(d => DissectedConcepts.Of(d, new(d.Quantile, SecondProbe: true)));

    private IEnumerable<LayerConcepts> NormalisedTwice(NormalizedModel model)
    {
        // the network clamps what it is given to [0, 1] before it normalises, so that clamping here changes nothing
        var twice = new Dissector(probe, layers, [DissectionRule.DecidingQuantile], device)
        {
            Prepare = images => model.Normalization.Apply(images).clamp_(0, 1),
            Progress = Stage("dissection, normalised twice"),
        };
        return twice.Run(model).Select(d => DissectedConcepts.Of(d, new(d.Quantile, NormalisedTwice: true)));
    }

    private Action<int, int>? Stage(string name) =>
        progress is null ? null : (done, total) => progress(name, done, total);
}
