using RobustRepro.Imaging;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Stimuli.Distortions;

/// <summary>One distortion at one strength: a function of an image, of a seed and of the image's index in its set,
/// whatever the batches and the number of threads.</summary>
internal sealed class Distortion
{
    private const int BatchSize = 100;

    private readonly Func<Tensor, int, long, Tensor> apply;
    private readonly bool removesTexture;

    /// <param name="name">As tables and options name it.</param>
    /// <param name="strength">The parameter's value, or empty where there is none.</param>
    /// <param name="apply">Images (float32 N x 3 x H x W in [0, 1]), the index of the first in its set, and a seed, to
    /// new images of the same shape and range.</param>
    /// <param name="removesTexture">Of the class's texture nothing is left.</param>
    public Distortion(string name, string strength, Func<Tensor, int, long, Tensor> apply, bool removesTexture = false)
    {
        Name = name;
        Strength = strength;
        this.apply = apply;
        this.removesTexture = removesTexture;
    }

    public string Name { get; }

    public string Strength { get; }

    public override string ToString() => Strength.Length == 0 ? Name : $"{Name} {Strength}";

    /// <param name="images">float32, N x 3 x H x W, in [0, 1].</param>
    /// <param name="firstIndex">Index of the first image in its set.</param>
    public Tensor Apply(Tensor images, int firstIndex, long seed)
    {
        Pixels.RequireUnitRange(images);
        return apply(images, firstIndex, seed);
    }

    /// <summary>The set with every image distorted, rounded to 8 bits as in an image file. Labels stay, except those of
    /// a texture that is gone.</summary>
    public StimulusSet Apply(StimulusSet set, long seed, StimulusName name)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor distorted = empty_like(set.Images);
        for (int start = 0; start < set.Count; start += BatchSize)
        {
            using DisposeScope inner = NewDisposeScope();
            Tensor batch = Apply(set.Batch(start, BatchSize), start, seed);
            distorted.narrow(0, start, batch.shape[0]).copy_(batch.mul(255).round_());
        }
        int[] texture = removesTexture ? [.. Enumerable.Repeat(-1, set.Count)] : set.Texture;
        return new(name, set.Classes, distorted, set.Shape, texture);
    }
}
