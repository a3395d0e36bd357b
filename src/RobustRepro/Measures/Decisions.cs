using RobustRepro.Statistics;

namespace RobustRepro.Measures;

/// <summary>
/// One observer's answers to one set of images: the common currency of networks measured here, published networks and
/// human observers. Categories are numbered by <see cref="Categories"/>; -1 stands for a cue that an image does not
/// have, and for an answer that is none of them.
/// </summary>
public sealed record Decisions
{
    public Decisions(
        string observer,
        IReadOnlyList<string> categories,
        IReadOnlyList<string> images,
        int[] shape,
        int[] texture,
        int[] response
    )
    {
        if (images.Count != shape.Length || shape.Length != texture.Length || texture.Length != response.Length)
            throw new ArgumentException(
                $"{observer}: {images.Count} images, {shape.Length} shapes, {texture.Length} textures, "
                    + $"{response.Length} responses",
                nameof(response)
            );
        Observer = observer;
        Categories = categories;
        Images = images;
        Shape = shape;
        Texture = texture;
        Response = response;
    }

    /// <summary>A network or a person.</summary>
    public string Observer { get; }

    public IReadOnlyList<string> Categories { get; }

    /// <summary>A name per trial; two observers are compared on equal names.</summary>
    public IReadOnlyList<string> Images { get; }

    /// <summary>Category of the shape per trial, or -1.</summary>
    public int[] Shape { get; }

    /// <summary>Category of the texture per trial, or -1.</summary>
    public int[] Texture { get; }

    /// <summary>Category answered per trial, or -1.</summary>
    public int[] Response { get; }

    public int Count => Response.Length;

    /// <summary>The category to be named per trial: that of the shape where there is one, else that of the
    /// texture.</summary>
    public int LabelOf(int trial) => Shape[trial] >= 0 ? Shape[trial] : Texture[trial];

    public bool IsCorrect(int trial) => Response[trial] == LabelOf(trial);

    /// <summary>Share of correct answers.</summary>
    public RatioSample Accuracy => RatioSample.Share(Enumerable.Range(0, Count).Select(IsCorrect));

    /// <summary>The first trials only.</summary>
    public Decisions Take(int count) =>
        new(Observer, Categories, [.. Images.Take(count)], Shape[..count], Texture[..count], Response[..count]);
}
