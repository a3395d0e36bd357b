using RobustRepro.Models;
using RobustRepro.Stimuli;
using RobustRepro.Stimuli.Distortions;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Measures;

/// <summary>How rough a layer's activation maps are, per channel, on images as they are and with Gaussian noise
/// (protocol: post-ReLU maps, tv_obs.py).</summary>
/// <param name="Layer">Name of the layer.</param>
/// <param name="Clean">On the images as they are.</param>
/// <param name="Noisy">On the same images, in the same groups, with noise.</param>
internal sealed record ChannelVariation(string Layer, MapSums Clean, MapSums Noisy)
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
        Dictionary<string, MapSums> clean = Sum(model, layers, set, set.Batch, groups, device);
        Dictionary<string, MapSums> noisy = Sum(model, layers, set, Noisy, groups, device);
        return [.. layers.Select(l => new ChannelVariation(l, clean[l], noisy[l]))];

        Tensor Noisy(int start, int size) => GaussianNoise.Apply(set.Batch(start, size), start, std, seed);
    }

    private static Dictionary<string, MapSums> Sum(
        NormalizedModel model,
        IReadOnlyList<string> layers,
        StimulusSet set,
        Func<int, int, Tensor> batch,
        int groups,
        torch.Device? device
    )
    {
        int[] images = [.. Enumerable.Range(0, groups).Select(g => (set.Count - g + groups - 1) / groups)];
        var sums = new Dictionary<string, MapSums>();
        LayerTap.Run(
            model,
            layers,
            set.Count,
            batch,
            (start, outputs) =>
            {
                foreach ((string layer, Tensor maps) in outputs)
                {
                    if (maps.dim() != 4)
                        throw new InvalidInputException(
                            $"layer '{layer}' gives {string.Join("x", maps.shape)} values, not maps N x C x "
                                + $"H x W, which total variation needs"
                        );
                    int channels = (int)maps.shape[1];
                    if (!sums.TryGetValue(layer, out MapSums? sum))
                        sums[layer] = sum = new(new double[groups, channels], new double[groups, channels], images);
                    Add(sum.Variation, TotalVariation.OfMaps(maps), start);
                    Add(sum.Magnitude, maps.abs().mean([2, 3]), start);
                }
            },
            device: device
        );
        return sums;
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
