using System.Numerics;
using RobustRepro.Runtime;
using RobustRepro.Stimuli.Trifeature;

namespace RobustRepro.Probes.Trifeature;

/// <summary>The probe's textures as fields with values in [-1, 1]; arguments as in
/// <see cref="TextureField"/>.</summary>
internal static class ProbeTextureField
{
    /// <summary>The darkness of lines on a ground that together average to about 0.</summary>
    private const float Line = -1,
        Ground = 0.5f;

    public static float At(ProbeTexture texture, float u, float v, float period, ref SplitMixRandom random) =>
        texture switch
        {
            < (ProbeTexture)TrifeatureGenerator.ClassCount => TextureField.At(
                (TrifeatureTexture)texture,
                u,
                v,
                period,
                ref random
            ),
            ProbeTexture.Bricks => Bricks(u, v, period),
            ProbeTexture.Honeycomb => Honeycomb(new(u, v), 2.2f * period),
            ProbeTexture.Maze => Maze(u, v, 1.5f * period),
            ProbeTexture.Weave => Weave(u, v, period),
            ProbeTexture.Scales => Scales(u, v, period),
            _ => throw new ArgumentOutOfRangeException(nameof(texture)),
        };

    /// <summary>Rows of bricks, every other row moved by half a brick.</summary>
    private static float Bricks(float u, float v, float period)
    {
        float height = 1.3f * period,
            width = 2.6f * period,
            mortar = 0.3f * period;
        float shift = MathF.Floor(v / height) % 2 == 0 ? 0 : width / 2;
        return Modulo(v, height) < mortar || Modulo(u + shift, width) < mortar ? Line : Ground;
    }

    /// <summary>Hexagons: a point near the border is nearly as close to the centre of a second cell.</summary>
    private static float Honeycomb(Vector2 point, float spacing)
    {
        const float rowHeight = 0.8660254f;
        float first = float.MaxValue,
            second = float.MaxValue,
            row = MathF.Floor(point.Y / (rowHeight * spacing));
        for (int dy = -1; dy <= 2; dy++)
        {
            float shift = (row + dy) % 2 == 0 ? 0 : 0.5f,
                column = MathF.Floor(point.X / spacing - shift);
            for (int dx = 0; dx <= 1; dx++)
            {
                float distance = Vector2.Distance(
                    point,
                    spacing * new Vector2(column + dx + shift, (row + dy) * rowHeight)
                );
                if (distance < first)
                    (first, second) = (distance, first);
                else if (distance < second)
                    second = distance;
            }
        }
        return second - first < 0.28f * spacing ? Line : Ground;
    }

    /// <summary>Cells with one or the other diagonal, at random.</summary>
    private static float Maze(float u, float v, float cell)
    {
        float column = MathF.Floor(u / cell),
            row = MathF.Floor(v / cell);
        float x = u / cell - column,
            y = v / cell - row;
        bool falling = new SplitMixRandom((long)column, (long)row).Below(2) == 0;
        float offset = falling ? MathF.Abs(x - y) : MathF.Abs(x + y - 1);
        return offset < 0.25f ? -Line : -Ground;
    }

    /// <summary>Blocks of two horizontal and of two vertical strands, in turn.</summary>
    private static float Weave(float u, float v, float period)
    {
        float block = 2 * period;
        bool horizontal = (MathF.Floor(u / block) + MathF.Floor(v / block)) % 2 == 0;
        return -MathF.Cos(2 * MathF.PI * (horizontal ? v : u) / period);
    }

    /// <summary>Rows of discs with a light rim, each row half hidden by the one above.</summary>
    private static float Scales(float u, float v, float period)
    {
        float radius = 1.2f * period,
            height = 0.9f * radius;
        for (float row = MathF.Floor((v - radius) / height); ; row++)
        {
            float x = Modulo(u + (row % 2 == 0 ? 0 : radius), 2 * radius) - radius,
                y = v - row * height;
            float squared = (x * x + y * y) / (radius * radius);
            if (squared < 1)
                return 2 * squared - 1;
        }
    }

    private static float Modulo(float value, float divisor) => value - divisor * MathF.Floor(value / divisor);
}
