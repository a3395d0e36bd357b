using RobustRepro.Imaging;
using RobustRepro.Runtime;

namespace RobustRepro.Stimuli.Trifeature;

/// <summary>Everything that varies in an image, drawn from the stream of its number.</summary>
/// <param name="CentreX">Pixels from the left.</param>
/// <param name="CentreY">Pixels from the top.</param>
/// <param name="Radius">Half the size of the object, in pixels (17 to 27).</param>
/// <param name="Rotation">Radians, within ±0.35.</param>
/// <param name="Period">Of the texture, in pixels (3.5 to 5.5).</param>
/// <param name="PhaseX">Of the texture, in pixels.</param>
/// <param name="PhaseY">Of the texture, in pixels.</param>
internal readonly record struct TrifeatureScene(
    TrifeatureShape Shape,
    TrifeatureTexture Texture,
    float CentreX,
    float CentreY,
    float Radius,
    float Rotation,
    float Period,
    float PhaseX,
    float PhaseY,
    Rgb ObjectColour,
    Rgb BackgroundColour
)
{
    /// <summary>Side of an image in pixels.</summary>
    public const int Size = 64;

    /// <summary>Object and background differ by at least this in mean channel value, so that a shape can always be
    /// seen.</summary>
    private const float LeastContrast = 0.12f;

    internal static TrifeatureScene Draw(ref SplitMixRandom random, TrifeatureShape shape, TrifeatureTexture texture)
    {
        TrifeaturePlacement place = TrifeaturePlacement.Draw(ref random);
        Rgb colour = Rgb.FromHsv(random.Uniform(0, 1), random.Uniform(0.2f, 0.8f), random.Uniform(0.35f, 0.75f));
        Rgb background;
        do background = Rgb.FromHsv(random.Uniform(0, 1), random.Uniform(0.1f, 0.6f), random.Uniform(0.2f, 0.9f));
        while (MathF.Abs(colour.Mean - background.Mean) < LeastContrast);
        return new(
            shape,
            texture,
            place.CentreX,
            place.CentreY,
            place.Radius,
            place.Rotation,
            place.Period,
            place.PhaseX,
            place.PhaseY,
            colour,
            background
        );
    }
}
