using RobustRepro.Runtime;

namespace RobustRepro.Stimuli.Trifeature;

/// <summary>The textures as fields over the plane with values in [-1, 1]; u and v in pixels, phase already
/// added.</summary>
internal static class TextureField
{
    public static float At(TrifeatureTexture texture, float u, float v, float period, ref SplitMixRandom random)
    {
        const float diagonal = 0.70710678f;
        float w = 2 * MathF.PI / period;
        float value = texture switch
        {
            TrifeatureTexture.HorizontalStripes => MathF.Sin(w * v),
            TrifeatureTexture.VerticalStripes => MathF.Sin(w * u),
            TrifeatureTexture.DiagonalStripes => MathF.Sin(w * diagonal * (u + v)),
            TrifeatureTexture.Grid => 1.6f * MathF.Max(MathF.Sin(w * u), MathF.Sin(w * v)) - 0.6f,
            TrifeatureTexture.Dots => 1.6f * MathF.Sin(w * u) * MathF.Sin(w * v),
            TrifeatureTexture.Checkerboard => MathF.Sign(MathF.Sin(w / 1.5f * u) * MathF.Sin(w / 1.5f * v)),
            TrifeatureTexture.Zigzag => MathF.Sin(w * (v + 0.72f * period * MathF.Abs(Modulo(u / period, 2) - 1))),
            TrifeatureTexture.Noise => random.Noise() / 1.2f,
            TrifeatureTexture.Rings => MathF.Sin(w * Ring(u, v, period)),
            TrifeatureTexture.Crosses => 1.6f * MathF.Sin(w * diagonal * (u + v)) * MathF.Sin(w * diagonal * (u - v)),
            _ => throw new ArgumentOutOfRangeException(nameof(texture)),
        };
        return Math.Clamp(value, -1, 1);
    }

    private static float Ring(float u, float v, float period)
    {
        float cell = 3 * period;
        float x = Modulo(u, cell) - cell / 2,
            y = Modulo(v, cell) - cell / 2;
        return MathF.Sqrt(x * x + y * y);
    }

    private static float Modulo(float value, float divisor) => value - divisor * MathF.Floor(value / divisor);
}
