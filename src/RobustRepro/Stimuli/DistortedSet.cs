using RobustRepro.Files;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Stimuli;

/// <summary>The images of another set, distorted when they are asked for; labels and names stay.</summary>
/// <param name="distort">From images (float32, N x 3 x H x W, in [0, 1]) and the index of the first of them to as many
/// distorted ones, whose values stay within [0, 1].</param>
public sealed class DistortedSet(StimulusName name, IStimulusSet source, Func<Tensor, int, Tensor> distort)
    : IStimulusSet
{
    public StimulusName Name => name;

    public IReadOnlyList<string> Classes => source.Classes;

    public int[] Shape => source.Shape;

    public int[] Texture => source.Texture;

    public string NameOf(int index) => source.NameOf(index);

    public Tensor Batch(int start, int count)
    {
        using Tensor images = source.Batch(start, count);
        return Distorted(images, start);
    }

    public IEnumerable<Tensor> Batches(int batchSize, Device? device = null)
    {
        int start = 0;
        foreach (Tensor batch in source.Batches(batchSize, device))
        {
            using Tensor images = batch;
            int first = start;
            start += (int)images.shape[0];
            yield return Distorted(images, first);
        }
    }

    public StimulusSet Select(IReadOnlyList<int> indices)
    {
        using StimulusSet some = source.Select(indices);
        using DisposeScope scope = NewDisposeScope();
        // one by one: a distortion may depend on an image's index in the whole set
        Tensor[] distorted =
        [
            .. indices.Select((index, i) => Distorted(some.Batch(i, 1), index).mul_(255).round_().to(uint8)),
        ];
        return new(Name, Classes, cat(distorted), some.Shape, some.Texture);
    }

    /// <summary>What the distortion does is said by its name, and by the code that is a part of every measurement's
    /// key.</summary>
    public string? Fingerprint() =>
        source.Fingerprint() is { } print ? Sha256.Of(Sha256.BytesOf([Name.Text, print])) : null;

    private Tensor Distorted(Tensor images, int first)
    {
        using DisposeScope scope = NewDisposeScope();
        return distort(images, first).MoveToOuterDisposeScope();
    }
}
