namespace RobustRepro.Stimuli.Trifeature;

/// <summary>Draws scenes into bytes. Has no state: the same scene, rendering and stream always give the same image.</summary>
internal static class TrifeatureRenderer
{
    private const int Size = TrifeatureScene.Size;
    private const int Plane = Size * Size;

    /// <summary>Half the range of the texture in pixel value: visible, yet within reach of a moderate L2 perturbation.</summary>
    public const float TextureAmplitude = 0.12f;

    private const float BackgroundAmplitude = 0.06f;
    private const int BackgroundGrid = 6;
    private const float SensorNoise = 0.015f;

    /// <summary>Draws one image, planes R, G, B of Size x Size bytes each.</summary>
    public static void Draw(in TrifeatureScene scene, TrifeatureRendering rendering, ref SplitMixRandom random, Span<byte> image)
    {
        Span<bool> mask = stackalloc bool[Plane];
        Mask(scene, mask);
        switch (rendering)
        {
            case TrifeatureRendering.Silhouette:
                for (int i = 0; i < Plane; i++)
                    image[i] = image[Plane + i] = image[2 * Plane + i] = mask[i] ? (byte)0 : (byte)255;
                break;
            case TrifeatureRendering.Contour:
                for (int i = 0; i < Plane; i++)
                    image[i] = image[Plane + i] = image[2 * Plane + i] = IsEdge(mask, i) ? (byte)255 : (byte)0;
                break;
            case TrifeatureRendering.TexturePatch:
                mask.Fill(true);
                DrawColour(scene, textured: true, mask, ref random, image);
                break;
            default:
                DrawColour(scene, rendering == TrifeatureRendering.Intact, mask, ref random, image);
                break;
        }
    }

    /// <summary>Which pixels (their centres) belong to the object.</summary>
    public static void Mask(in TrifeatureScene scene, Span<bool> mask)
    {
        float cos = MathF.Cos(scene.Rotation) / scene.Radius, sin = MathF.Sin(scene.Rotation) / scene.Radius;
        for (int y = 0, i = 0; y < Size; y++)
        {
            for (int x = 0; x < Size; x++, i++)
            {
                float dx = x - scene.CentreX, dy = y - scene.CentreY;
                mask[i] = ShapeGeometry.Contains(scene.Shape, dx * cos + dy * sin, dy * cos - dx * sin);
            }
        }
    }

    private static void DrawColour(in TrifeatureScene scene, bool textured, ReadOnlySpan<bool> mask, ref SplitMixRandom random, Span<byte> image)
    {
        Span<float> grid = stackalloc float[BackgroundGrid * BackgroundGrid * 3];
        foreach (ref float value in grid)
            value = random.Noise() * BackgroundAmplitude;

        const float toGrid = (BackgroundGrid - 1f) / (Size - 1);
        for (int y = 0, i = 0; y < Size; y++)
        {
            float gy = y * toGrid;
            int row = Math.Min((int)gy, BackgroundGrid - 2);
            float fy = gy - row;
            for (int x = 0; x < Size; x++, i++)
            {
                float r, g, b;
                if (mask[i])
                {
                    float t = textured ? TextureAmplitude * TextureField.At(scene.Texture, x - scene.CentreX + scene.PhaseX, y - scene.CentreY + scene.PhaseY, scene.Period, ref random) : 0;
                    (r, g, b) = (scene.ObjectColour.R + t, scene.ObjectColour.G + t, scene.ObjectColour.B + t);
                }
                else
                {
                    float gx = x * toGrid;
                    int column = Math.Min((int)gx, BackgroundGrid - 2);
                    float fx = gx - column;
                    int at = (row * BackgroundGrid + column) * 3;
                    r = scene.BackgroundColour.R + Bilinear(grid, at, fx, fy);
                    g = scene.BackgroundColour.G + Bilinear(grid, at + 1, fx, fy);
                    b = scene.BackgroundColour.B + Bilinear(grid, at + 2, fx, fy);
                }
                image[i] = ToByte(r + SensorNoise * random.Noise());
                image[Plane + i] = ToByte(g + SensorNoise * random.Noise());
                image[2 * Plane + i] = ToByte(b + SensorNoise * random.Noise());
            }
        }
    }

    private static float Bilinear(ReadOnlySpan<float> grid, int at, float fx, float fy)
    {
        const int down = BackgroundGrid * 3;
        float above = grid[at] + fx * (grid[at + 3] - grid[at]);
        float below = grid[at + down] + fx * (grid[at + down + 3] - grid[at + down]);
        return above + fy * (below - above);
    }

    /// <summary>An object pixel with a neighbour (above, below, left, right) outside the object.</summary>
    private static bool IsEdge(ReadOnlySpan<bool> mask, int i)
    {
        int x = i % Size, y = i / Size;
        return mask[i] && (x == 0 || y == 0 || x == Size - 1 || y == Size - 1 || !mask[i - 1] || !mask[i + 1] || !mask[i - Size] || !mask[i + Size]);
    }

    private static byte ToByte(float value) => (byte)(Math.Clamp(value, 0, 1) * 255 + 0.5f);
}
