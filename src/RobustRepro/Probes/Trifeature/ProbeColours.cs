using RobustRepro.Imaging;
using RobustRepro.Runtime;

namespace RobustRepro.Probes.Trifeature;

/// <summary>
/// Draws clear examples of colour names: within what <see cref="ColourNaming"/> calls so, pink and brown have a
/// saturation of at least 0.3 and the other chromatic colours of 0.45; pink has a value of at least 0.6, and all but
/// black and brown of 0.45.
/// </summary>
internal static class ProbeColours
{
    /// <summary>Object and background differ by at least this (root mean square over the channels), so that a shape can
    /// always be seen.</summary>
    public const float LeastContrast = 0.2f;

    /// <summary>A colour keeps its name when all its channels move by this, or its hue by <see cref="HueMargin"/>: it
    /// does not lie on a border.</summary>
    public const float Margin = 0.03f;

    /// <summary>5 degrees.</summary>
    public const float HueMargin = 5 / 360f;

    public static (Rgb First, Rgb Second) DrawPair(ref SplitMixRandom random, BasicColour first, BasicColour second)
    {
        while (true)
        {
            Rgb a = Draw(ref random, first),
                b = Draw(ref random, second);
            if (Contrast(a, b) >= LeastContrast)
                return (a, b);
        }
    }

    public static float Contrast(Rgb a, Rgb b)
    {
        float r = a.R - b.R,
            g = a.G - b.G,
            blue = a.B - b.B;
        return MathF.Sqrt((r * r + g * g + blue * blue) / 3);
    }

    private static Rgb Draw(ref SplitMixRandom random, BasicColour name)
    {
        while (true)
        {
            float hue = random.Uniform(0, 1),
                saturation = random.Uniform(LeastSaturation(name), 1),
                value = random.Uniform(LeastValue(name), 1);
            Rgb colour = Rgb.FromHsv(hue, saturation, value);
            if (
                ColourNaming.Name(colour) == name
                && ColourNaming.Name(Shifted(colour, Margin)) == name
                && ColourNaming.Name(Shifted(colour, -Margin)) == name
                && ColourNaming.Name(Rgb.FromHsv(hue + HueMargin, saturation, value)) == name
                && ColourNaming.Name(Rgb.FromHsv(hue + 1 - HueMargin, saturation, value)) == name
            )
                return colour;
        }
    }

    private static float LeastSaturation(BasicColour name) =>
        name switch
        {
            BasicColour.Black or BasicColour.White or BasicColour.Grey => 0,
            BasicColour.Pink or BasicColour.Brown => 0.3f,
            _ => 0.45f,
        };

    private static float LeastValue(BasicColour name) =>
        name switch
        {
            BasicColour.Black => 0.05f,
            BasicColour.Brown => 0.2f,
            BasicColour.Pink => 0.6f,
            _ => 0.45f,
        };

    private static Rgb Shifted(Rgb colour, float by) => new(colour.R + by, colour.G + by, colour.B + by);
}
