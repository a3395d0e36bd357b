using System.Globalization;
using RobustRepro.Files;
using RobustRepro.Imaging;
using static TorchSharp.torch;

namespace RobustRepro.Stimuli;

/// <summary>Stimuli in memory, as bytes.</summary>
public sealed class StimulusSet : IStimulusSet, IDisposable
{
    /// <param name="name">Short name, as tables print it (for example <c>cue-conflict</c>).</param>
    /// <param name="classes">Class names; labels index into them.</param>
    /// <param name="images">uint8, N x 3 x H x W, RGB. The set owns it.</param>
    /// <param name="shape">Class of the shape cue per image, or -1.</param>
    /// <param name="texture">Class of the texture cue per image, or -1.</param>
    public StimulusSet(StimulusName name, IReadOnlyList<string> classes, Tensor images, int[] shape, int[] texture)
    {
        if (images.dtype != ScalarType.Byte || images.dim() != 4 || images.shape[1] != 3)
            throw new ArgumentException(
                $"{name}: images must be uint8 N x 3 x H x W, not {images.dtype} {string.Join("x", images.shape)}",
                nameof(images)
            );
        if (images.shape[0] != shape.Length || shape.Length != texture.Length)
            throw new ArgumentException(
                $"{name}: {images.shape[0]} images, {shape.Length} shape labels, {texture.Length} texture labels",
                nameof(shape)
            );
        Name = name;
        Classes = classes;
        Images = images.DetachFromDisposeScope();
        Shape = shape;
        Texture = texture;
    }

    public StimulusName Name { get; }

    public IReadOnlyList<string> Classes { get; }

    /// <summary>uint8, N x 3 x H x W, RGB.</summary>
    public Tensor Images { get; }

    public int[] Shape { get; }

    public int[] Texture { get; }

    public int Count => Shape.Length;

    /// <summary>A name per image, where it has one that others know it by; null where images are numbered.</summary>
    public IReadOnlyList<string>? Names { get; init; }

    public string NameOf(int index) => Names?[index] ?? index.ToString("0000", CultureInfo.InvariantCulture);

    /// <summary>The class to be named per image: that of the shape where there is one, else that of the
    /// texture.</summary>
    public int[] Labels => [.. Shape.Zip(Texture, (s, t) => s >= 0 ? s : t)];

    /// <summary>Images [start, start + count) as float32 in [0, 1].</summary>
    public Tensor Batch(int start, int count)
    {
        using Tensor bytes = Images.narrow(0, start, Math.Min(count, Count - start));
        return Pixels.ToFloat(bytes);
    }

    /// <summary>The images of these numbers, in this order, as a set of their own.</summary>
    public StimulusSet Select(IReadOnlyList<int> indices)
    {
        using Tensor index = tensor(indices.Select(i => (long)i).ToArray());
        return new(
            Name,
            Classes,
            Images.index_select(0, index),
            [.. indices.Select(i => Shape[i])],
            [.. indices.Select(i => Texture[i])]
        )
        {
            Names = Names is null ? null : [.. indices.Select(i => Names[i])],
        };
    }

    /// <summary>The first images as a set of their own, over the same memory; all where there are fewer.</summary>
    public StimulusSet First(int count) => Range(0, Math.Min(count, Count));

    /// <summary>Images [start, start + count) as a set of their own, over the same memory.</summary>
    public StimulusSet Range(int start, int count) =>
        new(
            Name,
            Classes,
            Images.narrow(0, start, count),
            Shape[start..(start + count)],
            Texture[start..(start + count)]
        )
        {
            Names = Names is null ? null : [.. Names.Skip(start).Take(count)],
        };

    public string Fingerprint()
    {
        using Tensor packed = Images.contiguous();
        return Sha256.OfAll([
            packed.bytes.ToArray(),
            Sha256.BytesOf([
                Name.Text,
                .. Classes,
                .. Images.shape.Select(s => $"{s}"),
                .. Shape.Zip(Texture, (s, t) => $"{s} {t}"),
                .. Names ?? [],
            ]),
        ]);
    }

    public void Dispose() => Images.Dispose();
}
