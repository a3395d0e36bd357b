using System.Numerics;
using RobustRepro.Imaging;
using RobustRepro.Runtime;
using RobustRepro.Stimuli.Trifeature;

namespace RobustRepro.Probes.Trifeature;

/// <summary>Draws images of the probe. Has no state.</summary>
internal static class ProbeRenderer
{
    private const int Size = TrifeatureScene.Size;
    private const int Plane = Size * Size;

    /// <summary>For each pixel (its centre) 1 + the <see cref="ProbePart"/> of the object it belongs to, 0 outside and
    /// everywhere where there is no object.</summary>
    public static void Parts(in ProbeScene scene, Span<byte> parts)
    {
        if (!scene.HasObject)
        {
            parts.Clear();
            return;
        }
        TrifeaturePlacement place = scene.Place;
        ProbeOutline outline = ProbeShapeGeometry.Outline(scene.Shape);
        float cos = MathF.Cos(place.Rotation) / place.Radius,
            sin = MathF.Sin(place.Rotation) / place.Radius;
        for (int y = 0, i = 0; y < Size; y++)
        {
            for (int x = 0; x < Size; x++, i++)
            {
                float dx = x - place.CentreX,
                    dy = y - place.CentreY;
                var point = new Vector2(dx * cos + dy * sin, dy * cos - dx * sin);
                parts[i] = ProbeShapeGeometry.Contains(scene.Shape, point.X, point.Y)
                    ? (byte)(1 + (int)outline.PartAt(point))
                    : (byte)0;
            }
        }
    }

    /// <summary>Draws one image, planes R, G, B of Size x Size bytes each.</summary>
    /// <param name="parts">As <see cref="Parts"/> gives them.</param>
    public static void Draw(in ProbeScene scene, ReadOnlySpan<byte> parts, ref SplitMixRandom random, Span<byte> image)
    {
        Span<float> values = stackalloc float[ProbeBackgroundField.Length];
        var background = new ProbeBackgroundField(scene.Background, ref random, values);
        TrifeaturePlacement place = scene.Place;
        for (int y = 0, i = 0; y < Size; y++)
        {
            for (int x = 0; x < Size; x++, i++)
            {
                bool inside = IsInside(scene, parts[i]);
                Rgb colour = inside ? scene.ObjectColour : scene.BackgroundColour;
                Rgb added = default;
                if (inside ? scene.TextureInside : scene.TextureOutside)
                {
                    float t =
                        scene.Amplitude
                        * ProbeTextureField.At(
                            scene.Texture,
                            x - place.CentreX + place.PhaseX,
                            y - place.CentreY + place.PhaseY,
                            place.Period,
                            ref random
                        );
                    added = new(t, t, t);
                }
                else if (!inside)
                {
                    added = background.At(x, y);
                }
                image[i] = TrifeatureRenderer.ToByte(
                    colour.R + added.R + TrifeatureRenderer.SensorNoise * random.Noise()
                );
                image[Plane + i] = TrifeatureRenderer.ToByte(
                    colour.G + added.G + TrifeatureRenderer.SensorNoise * random.Noise()
                );
                image[2 * Plane + i] = TrifeatureRenderer.ToByte(
                    colour.B + added.B + TrifeatureRenderer.SensorNoise * random.Noise()
                );
            }
        }
    }

    /// <summary>Whether a pixel has the object's colour: those of the object, and all of a texture patch.</summary>
    public static bool IsInside(in ProbeScene scene, byte part) => part > 0 || scene.Layout == ProbeLayout.TexturePatch;
}
