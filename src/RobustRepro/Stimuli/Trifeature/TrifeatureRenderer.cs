using RobustRepro.Imaging;
using RobustRepro.Runtime;

namespace RobustRepro.Stimuli.Trifeature;

/// <summary>Draws scenes into bytes. Has no state: the same scene, rendering and stream always give the same
/// image.</summary>
internal static class TrifeatureRenderer
{
    private const int Size = TrifeatureScene.Size;
    private const int Plane = Size * Size;

    /// <summary>Half the range of the texture in pixel value: visible, yet within reach of a moderate L2
    /// perturbation.</summary>
    public const float TextureAmplitude = 0.12f;

    /// <summary>Deviation of the noise on every pixel.</summary>
    public const float SensorNoise = 0.015f;

    /// <summary>Draws one image, planes R, G, B of Size x Size bytes each.</summary>
    public static void Draw(
        in TrifeatureScene scene,
        TrifeatureRendering rendering,
        ref SplitMixRandom random,
        Span<byte> image
    )
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
        float cos = MathF.Cos(scene.Rotation) / scene.Radius,
            sin = MathF.Sin(scene.Rotation) / scene.Radius;
        for (int y = 0, i = 0; y < Size; y++)
        {
            for (int x = 0; x < Size; x++, i++)
            {
                float dx = x - scene.CentreX,
                    dy = y - scene.CentreY;
                mask[i] = ShapeGeometry.Contains(scene.Shape, dx * cos + dy * sin, dy * cos - dx * sin);
            }
        }
    }

    private static void DrawColour(
        in TrifeatureScene scene,
        bool textured,
        ReadOnlySpan<bool> mask,
        ref SplitMixRandom random,
        Span<byte> image
    )
    {
        Span<float> shading = stackalloc float[BackgroundShading.Length];
        BackgroundShading.Draw(ref random, shading);
        for (int y = 0, i = 0; y < Size; y++)
        {
            for (int x = 0; x < Size; x++, i++)
            {
                float r,
                    g,
                    b;
                if (mask[i])
                {
                    float t = textured
                        ? TextureAmplitude
                            * TextureField.At(
                                scene.Texture,
                                x - scene.CentreX + scene.PhaseX,
                                y - scene.CentreY + scene.PhaseY,
                                scene.Period,
                                ref random
                            )
                        : 0;
                    (r, g, b) = (scene.ObjectColour.R + t, scene.ObjectColour.G + t, scene.ObjectColour.B + t);
                }
                else
                {
                    Rgb shade = BackgroundShading.At(shading, x, y);
                    (r, g, b) = (
                        scene.BackgroundColour.R + shade.R,
                        scene.BackgroundColour.G + shade.G,
                        scene.BackgroundColour.B + shade.B
                    );
                }
                image[i] = ToByte(r + SensorNoise * random.Noise());
                image[Plane + i] = ToByte(g + SensorNoise * random.Noise());
                image[2 * Plane + i] = ToByte(b + SensorNoise * random.Noise());
            }
        }
    }

    /// <summary>An object pixel with a neighbour (above, below, left, right) outside the object.</summary>
    private static bool IsEdge(ReadOnlySpan<bool> mask, int i)
    {
        int x = i % Size,
            y = i / Size;
        return mask[i]
            && (
                x == 0
                || y == 0
                || x == Size - 1
                || y == Size - 1
                || !mask[i - 1]
                || !mask[i + 1]
                || !mask[i - Size]
                || !mask[i + Size]
            );
    }

    public static byte ToByte(float value) => (byte)(Math.Clamp(value, 0, 1) * 255 + 0.5f);
}
