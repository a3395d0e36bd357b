using RobustRepro.Measures;
using RobustRepro.Measures.Dissection;
using RobustRepro.Measures.Units;
using RobustRepro.Models;
using RobustRepro.Probes;
using RobustRepro.Runtime;
using RobustRepro.Stimuli;
using RobustRepro.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Measuring;

/// <summary>Looks into the hidden units of one network: filters, noise, concepts, top images, ablations. What a study
/// was not given leaves out what needs it; images are made or read when they are needed.</summary>
/// <param name="probe">For dissection and ablations.</param>
/// <param name="intact">Test images, for noise, top images and ablations.</param>
/// <param name="conflict">Cue-conflict images, for ablations.</param>
/// <param name="secondProbe">For a sensitivity row; null for none.</param>
internal sealed class UnitMeasurer(
    Lazy<IProbe>? probe,
    Lazy<StimulusSet>? intact,
    Lazy<StimulusSet>? conflict,
    torch.Device? device = null,
    Lazy<IProbe>? secondProbe = null
)
{
    /// <summary>Images shown with noise and without.</summary>
    private const int NoiseImages = 200;

    private const long NoiseSeed = 105;

    private readonly Lazy<ImageDistances?> distances = new(() =>
        intact is null ? null : ImageDistances.Of(intact.Value)
    );

    /// <param name="parts">Of hidden units, what to measure; filters are measured in any case, since they take nothing
    /// but the weights.</param>
    /// <param name="before">What was measured of this network already, or null.</param>
    /// <param name="progress">Told what is done, how many images of it are done, and how many there are.</param>
    public UnitMeasurements Measure(
        NormalizedModel model,
        Architecture architecture,
        NetworkId id,
        MeasurementParts parts,
        UnitMeasurements? before = null,
        Action<string, int, int>? progress = null
    )
    {
        UnitMeasurements units = before ?? new(FilterVariation.Of(model), FirstLayer(model), [], [], [], [], []);
        if (parts.HasFlag(MeasurementParts.Noise))
            units = units with { Noise = Noise(model, architecture.Layers, progress) };
        if (parts.HasFlag(MeasurementParts.SingleUnits) && ConflictsOfEachPair is { Value: var conflicts })
        {
            var ablations = new SingleUnitAblations(conflicts, ConflictRule, device);
            units = units with { SingleUnits = ablations.Measure(model, architecture.Layers, progress) };
        }
        if (parts.HasFlag(MeasurementParts.Concepts))
            return WithConcepts(units, model, architecture, id, progress);
        return parts.HasFlag(MeasurementParts.Detectors) && probe is not null
            ? units with
            {
                Concepts = Dissection(architecture, progress).Detectors(model),
            }
            : units;
    }

    /// <summary>How cue-conflict images are answered.</summary>
    public AnswerRule ConflictRule { get; init; } = AnswerRule.HighestLogit;

    /// <summary>Per class the type of input that its images count as, or -1; null where every class is one.</summary>
    public IReadOnlyList<int>? TypesOfClasses { get; init; }

    /// <summary>Test images without their shape or their texture, for ablations.</summary>
    public IReadOnlyList<Lazy<StimulusSet>> Distorted { get; init; } = [];

    /// <summary>Cue-conflict images for single units; null for none.</summary>
    public Lazy<StimulusSet>? ConflictsOfEachPair { get; init; }

    private ProbeDissection Dissection(Architecture architecture, Action<string, int, int>? progress) =>
        new(probe!.Value, architecture.Layers, device, progress) { SecondProbe = secondProbe?.Value };

    private UnitMeasurements WithConcepts(
        UnitMeasurements units,
        NormalizedModel model,
        Architecture architecture,
        NetworkId id,
        Action<string, int, int>? progress
    )
    {
        units = WithTopImages(units, model, architecture.Layers, progress);
        if (probe is null)
            return units;
        bool twice = architecture.AuthorsNormalisedTwice && id.Mode == TrainingMode.Robust;
        IReadOnlyList<LayerConcepts> concepts = Dissection(architecture, progress)
            .Concepts(model, twice, out IReadOnlyList<DissectedLayer> deciding);
        LayerDissection last = deciding[^1].Tally.Result();
        return units with
        {
            Concepts = concepts,
            Resamples = Resample(deciding),
            ProbeImages = probe.Value.Count,
            Ablations =
                intact is null || conflict is null
                    ? []
                    : new CategoryAblations(
                        [intact.Value, .. Distorted.Select(d => d.Value)],
                        conflict.Value,
                        ConflictRule,
                        device
                    ).Measure(
                        model,
                        deciding[^1].Layer,
                        last.Units,
                        last.Detectors(DissectionRule.DecidingIou),
                        progress
                    ),
        };
    }

    private NoiseResponse[] Noise(
        NormalizedModel model,
        IReadOnlyList<string> layers,
        Action<string, int, int>? progress
    )
    {
        if (intact is null)
            return [];
        using StimulusSet images = intact.Value.First(NoiseImages);
        progress?.Invoke("noise", 0, images.Count);
        return
        [
            .. ChannelVariation
                .Measure(model, layers, images, DissectionRule.NoiseDeviation, NoiseSeed, 1, device)
                .Select(v => new NoiseResponse(v.Layer, v.Clean.MeanVariation(), v.Noisy.MeanVariation())
                {
                    RelativeChange = v.RelativeChange,
                }),
        ];
    }

    private UnitMeasurements WithTopImages(
        UnitMeasurements units,
        NormalizedModel model,
        IReadOnlyList<string> layers,
        Action<string, int, int>? progress
    )
    {
        if (intact is null)
            return units;
        StimulusSet images = intact.Value;
        progress?.Invoke("top images", 0, images.Count);
        int[] types = TypesOfClasses is { } of ? [.. images.Labels.Select(label => of[label])] : images.Labels;
        Dictionary<string, ClassActivity> activity = layers.ToDictionary(
            layer => layer,
            _ => new ClassActivity(types, DissectionRule.ImageGroups)
        );
        int[] order = SeededShuffle.Order(images.Count, DissectionRule.Seed);
        Dictionary<string, ClassActivity> chance = layers.ToDictionary(
            layer => layer,
            _ => new ClassActivity([.. order.Select(i => types[i])], 1)
        );
        IReadOnlyList<TopImages> found = TopImages.Find(
            model,
            layers,
            images,
            Math.Min(DissectionRule.TopImages, images.Count),
            device,
            (start, layer, output) =>
            {
                float[] excited = ClassActivity.Of(output);
                activity[layer].Add(start, excited, (int)output.shape[1]);
                chance[layer].Add(start, excited, (int)output.shape[1]);
            }
        );
        return units with
        {
            TopImages =
            [
                .. found.Select(top =>
                    TopImagesOf(top, images.Labels) with
                    {
                        ActivityEntropy = activity[top.Layer].Entropy(),
                        ShuffledActivityEntropy = chance[top.Layer].Entropy(),
                    }
                ),
            ],
            EntropyResamples = GroupResample.Each(counts => ClassActivity.MeanEntropy(activity.Values, counts)),
            TestImages = images.Count,
        };
    }

    private static FirstLayerFilters FirstLayer(NormalizedModel model)
    {
        using Tensor weight = SpatialConvolution.Of(model.Network)[0].Weight.detach().cpu();
        float[] values = [.. weight.data<float>()];
        return new((int)weight.shape[2], (int)weight.shape[3], [.. values.Chunk(values.Length / (int)weight.shape[0])]);
    }

    private static ImageResample[] Resample(IReadOnlyList<DissectedLayer> layers) =>
        GroupResample.Each(counts =>
        {
            int units = 0,
                concepts = 0,
                detectors = 0,
                lowLevel = 0,
                nearest = 0,
                nearestLow = 0;
            foreach (DissectedLayer layer in layers)
            {
                LayerDissection dissection = layer.Tally.Result(counts);
                units += dissection.Units;
                concepts += Enumerable
                    .Range(0, dissection.Units)
                    .Sum(unit => dissection.ConceptsAbove(unit, DissectionRule.DecidingIou));
                foreach (UnitConcept near in dissection.Detectors(0))
                {
                    bool low = DissectionRule.LowLevel.Contains(near.Concept.Category);
                    nearest++;
                    nearestLow += low ? 1 : 0;
                    if (!DissectionRule.Detects(near.Iou, DissectionRule.DecidingIou))
                        continue;
                    detectors++;
                    lowLevel += low ? 1 : 0;
                }
            }
            return new ImageResample(
                (double)lowLevel / detectors,
                (double)nearestLow / nearest,
                (double)concepts / units
            );
        });

    private LayerTopImages TopImagesOf(TopImages top, int[] labels)
    {
        double[] OfFiring(double[] values) => [.. values.Select((v, unit) => top.Fires(unit) ? v : double.NaN)];
        // of very many classes, ten images are of ten different ones for any unit: that says nothing
        double[] entropy = top.ClassEntropy(labels);
        return new(
            top.Layer,
            TypesOfClasses is null ? OfFiring(entropy) : [.. entropy.Select(_ => double.NaN)],
            OfFiring(top.RelativeDistance(distances.Value!))
        );
    }
}
