using static TorchSharp.torch;

namespace RobustRepro.Stimuli.Distortions;

/// <summary>A distortion at its strengths, the weakest first.</summary>
/// <param name="Name">As tables and options name it.</param>
/// <param name="Parameter">What the strengths are, with unit; empty where there is one strength only.</param>
internal sealed record DistortionSeries(string Name, string Parameter, IReadOnlyList<Distortion> Levels)
{
    /// <summary>A distortion without a parameter.</summary>
    internal static DistortionSeries Single(
        string name,
        Func<Tensor, int, long, Tensor> apply,
        bool removesTexture = false
    ) => new(name, "", [new(name, "", apply, removesTexture)]);

    /// <summary>A series of a function over batches.</summary>
    internal static DistortionSeries OfBatches<T>(
        string name,
        string parameter,
        IReadOnlyList<T> strengths,
        Func<Tensor, int, long, T, Tensor> apply
    )
        where T : notnull =>
        new(
            name,
            parameter,
            [
                .. strengths.Select(s => new Distortion(
                    name,
                    $"{s}",
                    (images, first, seed) => apply(images, first, seed, s)
                )),
            ]
        );

    /// <summary>A series of functions of one image.</summary>
    internal static DistortionSeries OfImages<T>(
        string name,
        string parameter,
        IReadOnlyList<T> strengths,
        Func<T, ImageFunction> function
    )
        where T : notnull =>
        OfBatches(
            name,
            parameter,
            strengths,
            (images, first, seed, s) => PerImage.Apply(images, first, seed, function(s))
        );
}
