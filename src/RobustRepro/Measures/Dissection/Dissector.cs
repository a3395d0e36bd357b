using RobustRepro.Models;
using RobustRepro.Probes;
using RobustRepro.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Measures.Dissection;

/// <summary>
/// Dissects layers of a network on a probe, in two passes over its images and never with more than a batch of
/// activations in memory: the first finds each unit's threshold, the second counts.
/// </summary>
/// <param name="layers">Names of layers that give maps.</param>
/// <param name="quantiles">Shares of a unit's activations that lie above its threshold; each gives a
/// dissection.</param>
public sealed class Dissector(
    IProbe probe,
    IReadOnlyList<string> layers,
    IReadOnlyList<double> quantiles,
    torch.Device? device = null
)
{
    /// <summary>Images are counted apart in so many groups (image i in group i mod groups), to be resampled.</summary>
    public int Groups { get; init; } = 1;

    /// <summary>Quantiles that are counted in groups; the others in one, which takes a fraction of the
    /// memory. All by default.</summary>
    public IReadOnlyList<double>? GroupedQuantiles { get; init; }

    /// <summary>Thresholds are exact where a layer's take no more memory than this, and from a sketch where they would:
    /// Broden takes gigabytes for the first layers.</summary>
    public long MostBytesPerLayer { get; init; } = 512L << 20;

    /// <summary>Changes images before the network sees them; the identity by default. Its output must be in [0, 1]
    /// too.</summary>
    public Func<Tensor, Tensor>? Prepare { get; init; }

    /// <summary>The level of chance: under which quantile units are counted once more, with the labels of which other
    /// image for each; null for not at all.</summary>
    public (double Quantile, IReadOnlyList<int> LabelsOf)? Chance { get; init; }

    /// <summary>Called after each batch: images done, and images in all, over both passes.</summary>
    public Action<int, int>? Progress { get; init; }

    /// <summary>Tallies per layer and quantile, in the given orders, with the thresholds they rest on.</summary>
    public IReadOnlyList<DissectedLayer> Run(NormalizedModel model) => Count(model, Thresholds(model));

    /// <summary>The first pass: per layer, per quantile, per unit.</summary>
    public IReadOnlyDictionary<string, float[][]> Thresholds(NormalizedModel model)
    {
        var found = new Dictionary<string, UnitThresholds>();
        LayerTap.Run(
            model,
            layers,
            probe.Count,
            Images,
            (start, outputs) =>
            {
                foreach ((string layer, Tensor maps) in outputs)
                {
                    if (!found.TryGetValue(layer, out UnitThresholds? thresholds))
                        found[layer] = thresholds = UnitThresholds.For(
                            (int)RequireMaps(layer, maps).shape[1],
                            probe.Count * maps.shape[2] * maps.shape[3],
                            quantiles.Max(),
                            MostBytesPerLayer
                        );
                    thresholds.Add(maps);
                }
                Progress?.Invoke(start + Size(outputs), 2 * probe.Count);
            },
            device: device
        );
        return found.ToDictionary(p => p.Key, p => quantiles.Select(p.Value.At).ToArray());
    }

    /// <summary>The second pass.</summary>
    /// <param name="thresholds">From <see cref="Thresholds"/>.</param>
    public IReadOnlyList<DissectedLayer> Count(NormalizedModel model, IReadOnlyDictionary<string, float[][]> thresholds)
    {
        Dictionary<string, DissectionTally[]> tallies = layers.ToDictionary(
            l => l,
            l =>
                quantiles
                    .Select(
                        (quantile, q) =>
                            new DissectionTally(probe.Catalogue, thresholds[l][q].Length, GroupsOf(quantile))
                    )
                    .ToArray()
        );
        Dictionary<string, DissectionTally> byChance = layers.ToDictionary(
            l => l,
            l => new DissectionTally(probe.Catalogue, thresholds[l][0].Length)
        );
        int chanceQuantile = Chance is { } chance ? quantiles.ToList().IndexOf(chance.Quantile) : -1;
        LayerTap.Run(
            model,
            layers,
            probe.Count,
            Images,
            (start, outputs) =>
            {
                int size = Size(outputs);
                int[][] groups =
                [
                    .. quantiles.Select(quantile =>
                        Enumerable.Range(start, size).Select(i => i % GroupsOf(quantile)).ToArray()
                    ),
                ];
                ImageConcepts[] labels = LabelsOf(size, i => start + i),
                    others = Chance is { } other ? LabelsOf(size, i => other.LabelsOf[start + i]) : [];
                foreach ((string layer, Tensor maps) in outputs)
                {
                    using Tensor onHost = maps.cpu();
                    for (int q = 0; q < quantiles.Count; q++)
                        tallies[layer]
                            [q]
                            .Add(onHost, thresholds[layer][q], groups[q], labels, TorchRuntime.CurrentThreads);
                    if (chanceQuantile >= 0)
                        byChance[layer]
                            .Add(
                                onHost,
                                thresholds[layer][chanceQuantile],
                                new int[size],
                                others,
                                TorchRuntime.CurrentThreads
                            );
                }
                Progress?.Invoke(probe.Count + start + size, 2 * probe.Count);
            },
            device: device
        );
        return
        [
            .. from layer in layers
            from q in Enumerable.Range(0, quantiles.Count)
            select new DissectedLayer(layer, quantiles[q], thresholds[layer][q], tallies[layer][q])
            {
                Chance = q == chanceQuantile ? byChance[layer] : null,
            },
        ];
    }

    /// <summary>Label maps are files to be decoded, where the probe is one of files.</summary>
    private ImageConcepts[] LabelsOf(int size, Func<int, int> image)
    {
        var labels = new ImageConcepts[size];
        OrderedParallel.For(size, i => labels[i] = probe.Labels(image(i)));
        return labels;
    }

    private int GroupsOf(double quantile) => GroupedQuantiles?.Contains(quantile) == false ? 1 : Groups;

    private Tensor Images(int start, int count)
    {
        Tensor images = probe.Images(start, count);
        return Prepare is null ? images : Prepare(images);
    }

    /// <summary>Images in the batch.</summary>
    private static int Size(IReadOnlyDictionary<string, Tensor> outputs) => (int)outputs.Values.First().shape[0];

    private static Tensor RequireMaps(string layer, Tensor maps) =>
        maps.dim() == 4
            ? maps
            : throw new InvalidInputException(
                $"layer '{layer}' gives {string.Join("x", maps.shape)} values, not maps N x C x H x W, "
                    + $"which dissection needs"
            );
}
