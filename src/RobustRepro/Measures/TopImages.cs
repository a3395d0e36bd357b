using RobustRepro.Models;
using RobustRepro.Stimuli;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Measures;

/// <summary>The images that make each unit of a layer fire most, by the highest value of its activation map, and how
/// diverse they are.</summary>
internal sealed class TopImages
{
    private readonly int[][] images;
    private readonly float[][] activations;

    private TopImages(string layer, int[][] images, float[][] activations)
    {
        Layer = layer;
        this.images = images;
        this.activations = activations;
    }

    public string Layer { get; }

    public int Units => images.Length;

    /// <summary>Indices of the unit's images, highest activation first; of equal ones, the lower index first.</summary>
    public IReadOnlyList<int> Images(int unit) => images[unit];

    /// <summary>The highest value of the unit's map on each of its images.</summary>
    public IReadOnlyList<float> Activations(int unit) => activations[unit];

    /// <summary>
    /// Whether the unit of a post-ReLU layer is above 0 on all of its images. Where it is not, the images with 0 are
    /// there by their index and not by what they show: such a unit says nothing about diversity.
    /// </summary>
    public bool Fires(int unit) => activations[unit][^1] > 0;

    /// <summary>Finds them for several layers in one pass over the images.</summary>
    /// <param name="layers">Names of layers that give N x C x H x W maps or N x C values.</param>
    /// <param name="count">Images per unit, from 1 to the size of the set.</param>
    /// <param name="also">Sees what the images are found by, for what else is measured in the same pass: the index of a
    /// batch's first image, the layer, and its output.</param>
    /// <returns>One per layer, in the given order.</returns>
    public static IReadOnlyList<TopImages> Find(
        NormalizedModel model,
        IReadOnlyList<string> layers,
        StimulusSet set,
        int count,
        torch.Device? device = null,
        Action<int, string, Tensor>? also = null
    ) => Find(model, layers, set.Count, set.Batch, count, device, also);

    /// <inheritdoc cref="Find(NormalizedModel, IReadOnlyList{string}, StimulusSet, int, Device?,
    /// Action{int, string, Tensor}?)"/>
    /// <param name="total">Number of images.</param>
    /// <param name="batch">As for <see cref="LayerTap.Run"/>.</param>
    public static IReadOnlyList<TopImages> Find(
        NormalizedModel model,
        IReadOnlyList<string> layers,
        int total,
        Func<int, int, Tensor> batch,
        int count,
        torch.Device? device = null,
        Action<int, string, Tensor>? also = null
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, total);
        var found = new Dictionary<string, TopImages>();
        LayerTap.Run(
            model,
            layers,
            total,
            batch,
            (start, outputs) =>
            {
                foreach ((string layer, Tensor output) in outputs)
                {
                    int units = (int)output.shape[1];
                    if (!found.TryGetValue(layer, out TopImages? top))
                        found[layer] = top = new(
                            layer,
                            Filled(units, count, -1),
                            Filled(units, count, float.NegativeInfinity)
                        );
                    top.Add(
                        start,
                        (output.dim() == 2 ? output : output.flatten(2).amax([2])).cpu().data<float>().ToArray()
                    );
                    also?.Invoke(start, layer, output);
                }
            },
            device: device
        );
        return [.. layers.Select(l => found[l])];
    }

    /// <summary>Entropy per unit of the classes of its images, in bits: 0 where all are of one class, log2 of the
    /// number of classes at most.</summary>
    /// <param name="labels">Class of every image of the set.</param>
    public double[] ClassEntropy(int[] labels) =>
        [
            .. images.Select(top =>
                top.CountBy(i => labels[i])
                    .Sum(c => c.Value / (double)top.Length * Math.Log2(top.Length / (double)c.Value))
            ),
        ];

    /// <summary><see cref="ClassEntropy"/> divided by the highest it can be, log2 of the number of images per unit or
    /// of classes, whichever is smaller: 0 to 1.</summary>
    /// <param name="classes">Number of classes, 2 at least.</param>
    public double[] NormalizedClassEntropy(int[] labels, int classes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        double highest = Math.Log2(Math.Min(images[0].Length, classes));
        return [.. ClassEntropy(labels).Select(e => highest > 0 ? e / highest : 0)];
    }

    /// <summary>
    /// Mean distance per unit between two of its images, divided by that between any two images of the set, which is
    /// what random images would give: below 1 where the unit's images are alike.
    /// </summary>
    /// <param name="distances">Of the set the images were found in.</param>
    /// <returns>NaN where each unit has one image.</returns>
    public double[] RelativeDistance(ImageDistances distances)
    {
        double all = distances.Mean(Enumerable.Range(0, distances.Count));
        return [.. images.Select(top => distances.Mean(top) / all)];
    }

    /// <summary>Images come in the order of their indices, so that a later one has to be higher, not equal, to come
    /// before an earlier one.</summary>
    private void Add(int start, float[] highest)
    {
        for (int i = 0; i < highest.Length; i++)
        {
            int unit = i % Units;
            if (float.IsNaN(highest[i]))
                throw new InvalidInputException(
                    $"layer '{Layer}' gives NaN for image {start + i / Units}: the network's weights are broken"
                );
            Insert(images[unit], activations[unit], start + i / Units, highest[i]);
        }
    }

    private static void Insert(int[] images, float[] activations, int image, float activation)
    {
        int place = images.Length;
        while (place > 0 && (images[place - 1] < 0 || activation > activations[place - 1]))
            place--;
        if (place == images.Length)
            return;
        Array.Copy(images, place, images, place + 1, images.Length - place - 1);
        Array.Copy(activations, place, activations, place + 1, images.Length - place - 1);
        images[place] = image;
        activations[place] = activation;
    }

    private static T[][] Filled<T>(int units, int count, T value) =>
        [.. Enumerable.Range(0, units).Select(_ => Enumerable.Repeat(value, count).ToArray())];
}
