namespace RobustRepro.Imaging;

/// <summary>A colour; channels in [0, 1].</summary>
internal readonly record struct Rgb(float R, float G, float B)
{
    public float Mean => (R + G + B) / 3;

    /// <summary>From hue, saturation and value, each in [0, 1].</summary>
    public static Rgb FromHsv(float hue, float saturation, float value)
    {
        float sector = hue * 6;
        float f = sector - MathF.Floor(sector);
        float p = value * (1 - saturation),
            q = value * (1 - saturation * f),
            t = value * (1 - saturation * (1 - f));
        return ((int)sector % 6) switch
        {
            0 => new(value, t, p),
            1 => new(q, value, p),
            2 => new(p, value, t),
            3 => new(p, q, value),
            4 => new(t, p, value),
            _ => new(value, p, q),
        };
    }

    /// <summary>Hue, saturation and value, each in [0, 1]; the hue of a grey is 0.</summary>
    public (float Hue, float Saturation, float Value) ToHsv()
    {
        float max = MathF.Max(R, MathF.Max(G, B)),
            range = max - MathF.Min(R, MathF.Min(G, B));
        if (range <= 0)
            return (0, 0, max);
        float hue =
            max == R ? (G - B) / range
            : max == G ? 2 + (B - R) / range
            : 4 + (R - G) / range;
        return ((hue < 0 ? hue + 6 : hue) / 6, range / max, max);
    }
}
