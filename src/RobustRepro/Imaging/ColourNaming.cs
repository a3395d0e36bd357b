namespace RobustRepro.Imaging;

/// <summary>
/// Names a colour by its hue, saturation and value. The rule: value below 0.2 is black; saturation below 0.15 is white
/// from value 0.85 and grey below it; red and orange hues (up to 45 degrees) darker than value 0.6 are brown; light or
/// weak reds and magentas (value from 0.6 and saturation below 0.6) are pink; all else goes by hue, in degrees: red to
/// 15, orange to 45, yellow to 70, green to 165, blue to 255, purple to 320, pink to 345, then red.
/// </summary>
internal static class ColourNaming
{
    /// <summary>A colour that anyone would call so.</summary>
    public static Rgb Example(BasicColour name) =>
        name switch
        {
            BasicColour.Black => new(0, 0, 0),
            BasicColour.White => new(1, 1, 1),
            BasicColour.Grey => new(0.55f, 0.55f, 0.55f),
            BasicColour.Red => new(0.86f, 0.1f, 0.1f),
            BasicColour.Orange => new(1, 0.55f, 0.05f),
            BasicColour.Yellow => new(0.98f, 0.9f, 0.1f),
            BasicColour.Green => new(0.15f, 0.65f, 0.2f),
            BasicColour.Blue => new(0.1f, 0.35f, 0.85f),
            BasicColour.Purple => new(0.5f, 0.2f, 0.75f),
            BasicColour.Pink => new(0.95f, 0.55f, 0.7f),
            BasicColour.Brown => new(0.5f, 0.3f, 0.12f),
            _ => throw new ArgumentOutOfRangeException(nameof(name)),
        };

    public static BasicColour Name(Rgb colour)
    {
        (float hue, float saturation, float value) = colour.ToHsv();
        float degrees = hue * 360;
        if (value < 0.2f)
            return BasicColour.Black;
        if (saturation < 0.15f)
            return value >= 0.85f ? BasicColour.White : BasicColour.Grey;
        if (degrees is > 0 and < 45 && value < 0.6f)
            return BasicColour.Brown;
        if ((degrees < 15 || degrees >= 320) && value >= 0.6f && saturation < 0.6f)
            return BasicColour.Pink;
        return degrees switch
        {
            < 15 => BasicColour.Red,
            < 45 => BasicColour.Orange,
            < 70 => BasicColour.Yellow,
            < 165 => BasicColour.Green,
            < 255 => BasicColour.Blue,
            < 320 => BasicColour.Purple,
            < 345 => BasicColour.Pink,
            _ => BasicColour.Red,
        };
    }
}
