using static TorchSharp.torch;

namespace RobustRepro.Stimuli;

/// <summary>
/// Images with the class that each of their two cues stands for, in memory or read as they are needed. Where the cues agree, <see cref="Shape"/> and <see cref="Texture"/> are
/// equal; where a cue is absent, its entry is -1.
/// </summary>
public interface IStimulusSet
{
    /// <summary>As tables print it, for example <c>cue-conflict</c>.</summary>
    string Name { get; }

    /// <summary>Class names; labels index into them.</summary>
    IReadOnlyList<string> Classes { get; }

    /// <summary>Class of the shape cue per image, or -1.</summary>
    int[] Shape { get; }

    /// <summary>Class of the texture cue per image, or -1.</summary>
    int[] Texture { get; }

    int Count => Shape.Length;

    /// <summary>The class to be named per image: that of the shape where there is one, else that of the texture.</summary>
    int[] Labels => [.. Shape.Zip(Texture, (s, t) => s >= 0 ? s : t)];

    /// <summary>Images [start, start + count) as float32 N x 3 x H x W in [0, 1]; fewer at the end. Cheapest when asked for in order.</summary>
    Tensor Batch(int start, int count);

    /// <summary>The images of these numbers, in this order, in memory.</summary>
    StimulusSet Select(IReadOnlyList<int> indices);
}
