using RobustRepro.Imaging;
using RobustRepro.Runtime;

namespace RobustRepro.Stimuli.Trifeature;

/// <summary>The soft, coloured shading of backgrounds: random values on a coarse grid, interpolated.</summary>
internal static class BackgroundShading
{
    /// <summary>How many values a background has.</summary>
    public const int Length = Grid * Grid * 3;

    private const int Grid = 6;
    private const float Amplitude = 0.06f;

    public static void Draw(ref SplitMixRandom random, Span<float> values)
    {
        foreach (ref float value in values)
            value = random.Noise() * Amplitude;
    }

    /// <summary>What is added to the background's colour at a pixel.</summary>
    public static Rgb At(ReadOnlySpan<float> values, int x, int y)
    {
        const float toGrid = (Grid - 1f) / (TrifeatureScene.Size - 1);
        float gx = x * toGrid,
            gy = y * toGrid;
        int column = Math.Min((int)gx, Grid - 2),
            row = Math.Min((int)gy, Grid - 2);
        float fx = gx - column,
            fy = gy - row;
        int at = (row * Grid + column) * 3;
        return new(Bilinear(values, at, fx, fy), Bilinear(values, at + 1, fx, fy), Bilinear(values, at + 2, fx, fy));
    }

    private static float Bilinear(ReadOnlySpan<float> values, int at, float fx, float fy)
    {
        const int down = Grid * 3;
        float above = values[at] + fx * (values[at + 3] - values[at]);
        float below = values[at + down] + fx * (values[at + down + 3] - values[at + down]);
        return above + fy * (below - above);
    }
}
