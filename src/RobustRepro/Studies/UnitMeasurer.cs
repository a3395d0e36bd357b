using RobustRepro.Claims.Units;
using RobustRepro.Measures;
using RobustRepro.Measures.Dissection;
using RobustRepro.Models;
using RobustRepro.Statistics;
using RobustRepro.Stimuli;
using RobustRepro.Stimuli.Concepts;
using RobustRepro.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Studies;

/// <summary>Looks into the hidden units of one network: filters, noise, concepts, top images, ablations.</summary>
/// <param name="probe">For dissection.</param>
/// <param name="intact">Test images, for noise, top images and ablations.</param>
/// <param name="conflict">Cue-conflict images, for ablations.</param>
/// <param name="secondProbe">For a sensitivity row; null for none.</param>
public sealed class UnitMeasurer(IProbe probe, StimulusSet intact, StimulusSet conflict, torch.Device? device = null, IProbe? secondProbe = null)
{
    /// <summary>Images shown with noise and without.</summary>
    private const int NoiseImages = 200;

    private const long NoiseSeed = 105;

    private readonly Lazy<ImageDistances> distances = new(() => ImageDistances.Of(intact));
    private readonly Lazy<StimulusSet> noiseImages = new(() => intact.First(NoiseImages));

    private readonly int[] otherImages = OtherImages(probe.Count);

    public UnitMeasurements Measure(NormalizedModel model, Architecture architecture, NetworkId id)
    {
        IReadOnlyList<string> layers = architecture.Layers;
        IReadOnlyList<DissectedLayer> dissected = Dissector(layers).Run(model);
        List<LayerConcepts> concepts = [.. dissected.Select(d => DissectedConcepts.Of(d, new(d.Quantile)))];
        concepts.AddRange(Chance(model, layers, dissected));
        if (secondProbe is not null)
            concepts.AddRange(new Dissector(secondProbe, layers, [DissectionRule.DecidingQuantile], device).Run(model).Select(d => DissectedConcepts.Of(d, new(d.Quantile, SecondProbe: true))));
        // what the paper's published code does for these two, and not for GoogLeNet
        if (id is { Mode: TrainingMode.Robust, Architecture: "alexnet" or "resnet" })
            concepts.AddRange(NormalisedTwice(model, layers));

        DissectedLayer[] deciding = [.. dissected.Where(d => d.Quantile == DissectionRule.DecidingQuantile)];
        return new(
            FilterVariation.Of(model),
            FirstLayer(model),
            [.. ChannelVariation.Measure(model, layers, noiseImages.Value, DissectionRule.NoiseDeviation, NoiseSeed, 1, device).Select(v => new NoiseResponse(v.Layer, v.Clean.MeanVariation(), v.Noisy.MeanVariation()))],
            concepts,
            Resample(deciding),
            [.. TopImages.Find(model, layers, intact, DissectionRule.TopImages, device).Select(TopImagesOf)],
            new CategoryAblations(intact, conflict, device).Measure(model, deciding[^1].Layer, deciding[^1].Tally.Result()));
    }

    /// <summary>Detectors of a network, and of the same network with the labels of other images: what <c>untrained</c> networks are compared by.</summary>
    public (IReadOnlyList<LayerConcepts> Own, IReadOnlyList<LayerConcepts> Shuffled) Detectors(NormalizedModel model, Architecture architecture)
    {
        IReadOnlyList<string> layers = architecture.Layers;
        IReadOnlyList<DissectedLayer> dissected = Dissector(layers).Run(model);
        return ([.. dissected.Where(d => d.Quantile == DissectionRule.DecidingQuantile).Select(d => DissectedConcepts.Of(d, new(d.Quantile)))], [.. Chance(model, layers, dissected)]);
    }

    private Dissector Dissector(IReadOnlyList<string> layers) => new(probe, layers, DissectionRule.Quantiles, device) { Groups = DissectionRule.ImageGroups };

    private IEnumerable<LayerConcepts> Chance(NormalizedModel model, IReadOnlyList<string> layers, IReadOnlyList<DissectedLayer> dissected)
    {
        var shuffled = new Dissector(probe, layers, [DissectionRule.DecidingQuantile], device) { LabelsOf = otherImages };
        Dictionary<string, float[][]> thresholds = dissected.Where(d => d.Quantile == DissectionRule.DecidingQuantile).ToDictionary(d => d.Layer, d => new[] { d.Thresholds });
        return shuffled.Count(model, thresholds).Select(d => DissectedConcepts.Of(d, new(d.Quantile, ShuffledLabels: true)));
    }

    private IEnumerable<LayerConcepts> NormalisedTwice(NormalizedModel model, IReadOnlyList<string> layers)
    {
        // the network clamps what it is given to [0, 1] before it normalises, so that clamping here changes nothing
        var twice = new Dissector(probe, layers, [DissectionRule.DecidingQuantile], device) { Prepare = images => model.Normalization.Apply(images).clamp_(0, 1) };
        return twice.Run(model).Select(d => DissectedConcepts.Of(d, new(d.Quantile, NormalisedTwice: true)));
    }

    private static FirstLayerFilters FirstLayer(NormalizedModel model)
    {
        using Tensor weight = SpatialConvolution.Of(model.Network)[0].Weight.detach().cpu();
        float[] values = [.. weight.data<float>()];
        return new((int)weight.shape[2], (int)weight.shape[3], [.. values.Chunk(values.Length / (int)weight.shape[0])]);
    }

    private static ImageResample[] Resample(DissectedLayer[] layers) =>
    [
        .. Enumerable.Range(0, DissectionRule.ImageResamples).Select(i =>
        {
            var random = new SplitMixRandom(DecisionRule.Seed, i);
            var counts = new int[DissectionRule.ImageGroups];
            for (int g = 0; g < counts.Length; g++)
                counts[random.Below(counts.Length)]++;
            int units = 0, concepts = 0, detectors = 0, lowLevel = 0;
            foreach (DissectedLayer layer in layers)
            {
                LayerDissection dissection = layer.Tally.Result(counts);
                for (int unit = 0; unit < dissection.Units; unit++, units++)
                {
                    concepts += dissection.ConceptsAbove(unit, DissectionRule.DecidingIou);
                    if (dissection.Best(unit) is not { } best || best.Iou <= DissectionRule.DecidingIou)
                        continue;
                    detectors++;
                    lowLevel += DissectionRule.LowLevel.Contains(best.Concept.Category) ? 1 : 0;
                }
            }
            return new ImageResample((double)lowLevel / detectors, (double)concepts / units);
        }),
    ];

    private LayerTopImages TopImagesOf(TopImages top)
    {
        double[] OfFiring(double[] values) => [.. values.Select((v, unit) => top.Fires(unit) ? v : double.NaN)];
        return new(top.Layer, OfFiring(top.ClassEntropy(intact.Labels)), OfFiring(top.RelativeDistance(distances.Value)));
    }

    private static int[] OtherImages(int count)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        new Random(DecisionRule.Seed).Shuffle(order);
        return order;
    }
}
