using System.Numerics;

namespace RobustRepro.Stimuli.Trifeature;

/// <summary>The outlines, in coordinates where the object reaches to ±1 and y points down.</summary>
internal static class ShapeGeometry
{
    private static readonly Vector2[][] Outlines = BuildOutlines();

    public static bool Contains(TrifeatureShape shape, float x, float y)
    {
        if (shape == TrifeatureShape.Circle)
            return x * x + y * y < 1;
        if (x * x + y * y >= 2.1f)
            return false;
        return InPolygon(Outlines[(int)shape], x, y);
    }

    /// <summary>The corners in order, clockwise as seen; empty for the circle.</summary>
    public static ReadOnlySpan<Vector2> Outline(TrifeatureShape shape) => Outlines[(int)shape];

    public static bool InPolygon(ReadOnlySpan<Vector2> outline, float x, float y)
    {
        bool inside = false;
        for (int i = 0, j = outline.Length - 1; i < outline.Length; j = i++)
        {
            Vector2 a = outline[i],
                b = outline[j];
            if ((a.Y > y) != (b.Y > y) && x < (b.X - a.X) * (y - a.Y) / (b.Y - a.Y) + a.X)
                inside = !inside;
        }
        return inside;
    }

    private static Vector2[][] BuildOutlines()
    {
        var outlines = new Vector2[Enum.GetValues<TrifeatureShape>().Length][];
        outlines[(int)TrifeatureShape.Triangle] = Star(3, 0.5f); // its inner points lie on its edges
        outlines[(int)TrifeatureShape.Square] =
        [
            new(-0.8f, -0.8f),
            new(0.8f, -0.8f),
            new(0.8f, 0.8f),
            new(-0.8f, 0.8f),
        ];
        outlines[(int)TrifeatureShape.Plus] =
        [
            new(-0.33f, -1),
            new(0.33f, -1),
            new(0.33f, -0.33f),
            new(1, -0.33f),
            new(1, 0.33f),
            new(0.33f, 0.33f),
            new(0.33f, 1),
            new(-0.33f, 1),
            new(-0.33f, 0.33f),
            new(-1, 0.33f),
            new(-1, -0.33f),
            new(-0.33f, -0.33f),
        ];
        outlines[(int)TrifeatureShape.Circle] = [];
        outlines[(int)TrifeatureShape.Tee] =
        [
            new(-1, -1),
            new(1, -1),
            new(1, -0.35f),
            new(0.33f, -0.35f),
            new(0.33f, 1),
            new(-0.33f, 1),
            new(-0.33f, -0.35f),
            new(-1, -0.35f),
        ];
        outlines[(int)TrifeatureShape.Rhombus] = [new(0, -1), new(0.55f, 0), new(0, 1), new(-0.55f, 0)];
        outlines[(int)TrifeatureShape.Star] = Star(5, 0.45f);
        outlines[(int)TrifeatureShape.Ell] =
        [
            new(-0.8f, -1),
            new(-0.1f, -1),
            new(-0.1f, 0.3f),
            new(0.9f, 0.3f),
            new(0.9f, 1),
            new(-0.8f, 1),
        ];
        outlines[(int)TrifeatureShape.Arrow] =
        [
            new(0, -1),
            new(0.9f, 0),
            new(0.35f, 0),
            new(0.35f, 1),
            new(-0.35f, 1),
            new(-0.35f, 0),
            new(-0.9f, 0),
        ];
        outlines[(int)TrifeatureShape.Burst] = Star(8, 0.7f);
        return outlines;
    }

    private static Vector2[] Star(int points, float innerRadius)
    {
        var outline = new Vector2[2 * points];
        for (int k = 0; k < outline.Length; k++)
        {
            float radius = k % 2 == 0 ? 1 : innerRadius,
                angle = MathF.PI * k / points;
            outline[k] = new(radius * MathF.Sin(angle), -radius * MathF.Cos(angle));
        }
        return outline;
    }
}
