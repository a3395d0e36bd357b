using System.Globalization;
using static TorchSharp.torch;

namespace RobustRepro.Stimuli;

/// <summary>
/// Images with the class that each of their two cues stands for, in memory or read as they are needed. Where the cues
/// agree, <see cref="Shape"/> and <see cref="Texture"/> are equal; where a cue is absent, its entry is -1.
/// </summary>
public interface IStimulusSet
{
    /// <summary>As tables print it, for example <c>cue-conflict</c>.</summary>
    StimulusName Name { get; }

    /// <summary>Class names; labels index into them.</summary>
    IReadOnlyList<string> Classes { get; }

    /// <summary>Class of the shape cue per image, or -1.</summary>
    int[] Shape { get; }

    /// <summary>Class of the texture cue per image, or -1.</summary>
    int[] Texture { get; }

    int Count => Shape.Length;

    /// <summary>The class to be named per image: that of the shape where there is one, else that of the
    /// texture.</summary>
    int[] Labels => [.. Shape.Zip(Texture, (s, t) => s >= 0 ? s : t)];

    /// <summary>A name for an image that two networks, or another program, know it by.</summary>
    string NameOf(int index) => index.ToString("0000", CultureInfo.InvariantCulture);

    /// <summary>Images [start, start + count) as float32 N x 3 x H x W in [0, 1]; fewer at the end. To go through all,
    /// <see cref="Batches"/> is faster.</summary>
    Tensor Batch(int start, int count);

    /// <summary>All images in order; sets of files decode ahead of use. Enumerate on one thread, to the end or until
    /// disposed, as foreach does. Each batch is the caller's to dispose.</summary>
    /// <param name="device">Where sets of files put them, as bytes, which are fewer; sets in memory leave them on the
    /// CPU. Null for the CPU.</param>
    IEnumerable<Tensor> Batches(int batchSize, Device? device = null)
    {
        for (int start = 0; start < Count; start += batchSize)
            yield return Batch(start, batchSize);
    }

    /// <summary>SHA-256 of all that a network's answers depend on: pixels, or the files and what is done with them,
    /// labels and classes. Null where nothing says so; measurements of such a set are not kept.</summary>
    string? Fingerprint() => null;

    /// <summary>The images of these numbers, in this order, in memory.</summary>
    StimulusSet Select(IReadOnlyList<int> indices);
}
