namespace RobustRepro.Stimuli;

/// <summary>
/// Names a colour by its hue, saturation and value. The rule: value below 0.2 is black; saturation below 0.15 is white from value 0.85
/// and grey below it; red and orange hues (up to 45 degrees) darker than value 0.6 are brown; light or weak reds and magentas (value
/// from 0.6 and saturation below 0.6) are pink; all else goes by hue, in degrees: red to 15, orange to 45, yellow to 70, green to 165,
/// blue to 255, purple to 320, pink to 345, then red.
/// </summary>
public static class ColourNaming
{
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
