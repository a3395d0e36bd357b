using RobustRepro.Models;
using RobustRepro.Stimuli;
using RobustRepro.Stimuli.Distortions;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Measures;

/// <summary>What Gaussian noise on the images does to a layer's activation maps, per channel: how rough they are with
/// and without it (protocol: post-ReLU maps, tv_obs.py), and how much it changes them.</summary>
/// <param name="Layer">Name of the layer.</param>
/// <param name="Clean">On the images as they are.</param>
/// <param name="Noisy">On the same images, in the same groups, with noise.</param>
/// <param name="RelativeChange">Per channel: Euclidean norm of the change of a map over that of the clean map, mean
/// over the images whose clean map is not 0; NaN where there is none.</param>
internal sealed record ChannelVariation(string Layer, MapSums Clean, MapSums Noisy, double[] RelativeChange)
{
    /// <summary>Measures several layers at once.</summary>
    /// <param name="layers">Names of layers that give maps; for the post-ReLU maps of the paper, those of
    /// <see cref="Architecture.Layers"/>.</param>
    /// <param name="std">Standard deviation of the noise in pixel values of [0, 1].</param>
    /// <param name="seed">Of the noise; image i has the same noise for every network.</param>
    /// <param name="groups">Image i belongs to group i mod <paramref name="groups"/>; as many groups as images keep
    /// every image apart.</param>
    /// <returns>One per layer, in the given order.</returns>
    /// <exception cref="InvalidInputException">A layer does not exist or gives no maps.</exception>
    public static IReadOnlyList<ChannelVariation> Measure(
        NormalizedModel model,
        IReadOnlyList<string> layers,
        StimulusSet set,
        float std,
        long seed,
        int groups,
        torch.Device? device = null
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(groups, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(groups, set.Count);
        int[] images = [.. Enumerable.Range(0, groups).Select(g => (set.Count - g + groups - 1) / groups)];
        var clean = new Dictionary<string, MapSums>();
        var noisy = new Dictionary<string, MapSums>();
        var changes = new Dictionary<string, MapChange>();
        LayerTap.Run(
            model,
            layers,
            set.Count,
            set.Batch,
            (start, outputs) =>
            {
                if (outputs.Count == 0)
                    return;
                int size = (int)outputs.Values.First().shape[0];
                Tensor shown = GaussianNoise.Apply(set.Batch(start, size), start, std, seed);
                var outputsWithNoise = LayerTap.Outputs(model, layers, NetworkInput.On(device, shown));
                foreach ((string layer, Tensor maps) in outputs)
                {
                    using DisposeScope scope = NewDisposeScope();
                    Tensor withNoise = outputsWithNoise[layer];
                    Add(clean, layer, maps, start, images);
                    Add(noisy, layer, withNoise, start, images);
                    if (!changes.TryGetValue(layer, out MapChange? change))
                        changes[layer] = change = new((int)maps.shape[1]);
                    change.Add(maps, withNoise);
                }
            },
            device: device
        );
        return [.. layers.Select(l => new ChannelVariation(l, clean[l], noisy[l], changes[l].Mean()))];
    }

    private static void Add(Dictionary<string, MapSums> to, string layer, Tensor maps, int start, int[] images)
    {
        if (maps.dim() != 4)
            throw new InvalidInputException(
                $"layer '{layer}' gives {string.Join("x", maps.shape)} values, not maps N x C x H x W, which total "
                    + $"variation needs"
            );
        int channels = (int)maps.shape[1];
        if (!to.TryGetValue(layer, out MapSums? sum))
            to[layer] = sum = new(new double[images.Length, channels], new double[images.Length, channels], images);
        Add(sum.Variation, TotalVariation.OfMaps(maps), start);
        Add(sum.Magnitude, maps.abs().mean([2, 3]), start);
    }

    private static void Add(double[,] sums, Tensor perImage, int start)
    {
        float[] values = perImage.cpu().data<float>().ToArray();
        int groups = sums.GetLength(0),
            channels = sums.GetLength(1);
        for (int i = 0; i < values.Length; i++)
            sums[(start + i / channels) % groups, i % channels] += values[i];
    }
}
