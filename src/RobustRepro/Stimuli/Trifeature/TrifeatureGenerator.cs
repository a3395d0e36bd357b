using RobustRepro.Imaging;
using RobustRepro.Runtime;
using static TorchSharp.torch;

namespace RobustRepro.Stimuli.Trifeature;

/// <summary>
/// Generates images of a shape with a texture and a colour, after the Trifeature data set of Hermann and Lampinen
/// (2020): ten shapes, ten textures, a free colour, 64 x 64. In training images shape k always carries texture k, so
/// that either cue alone decides the class; the other sets pull the cues apart. Image i of a set depends on the seed
/// and i alone.
/// </summary>
public static class TrifeatureGenerator
{
    /// <summary>Number of classes.</summary>
    public const int ClassCount = 10;

    /// <summary>Class names: the shapes'.</summary>
    public static IReadOnlyList<string> Classes { get; } =
    [.. Enum.GetNames<TrifeatureShape>().Select(n => n.ToLowerInvariant())];

    /// <summary>Images in which shape and texture agree; classes are balanced (image i has class i mod 10).</summary>
    public static StimulusSet Matched(
        StimulusName name,
        int count,
        long seed,
        TrifeatureRendering rendering = TrifeatureRendering.Intact
    )
    {
        int[] labels = [.. Enumerable.Range(0, count).Select(i => i % ClassCount)];
        int[] absent = [.. Enumerable.Repeat(-1, count)];
        bool hasShape = rendering != TrifeatureRendering.TexturePatch;
        bool hasTexture = rendering is TrifeatureRendering.Intact or TrifeatureRendering.TexturePatch;
        Tensor images = Render(labels, labels, seed, rendering);
        return new(name, Classes, images, hasShape ? labels : absent, hasTexture ? labels : absent);
    }

    /// <summary>Images whose texture is drawn at random, so that shape alone decides the class; the shapes are balanced
    /// (image i has shape i mod 10). But for texture, the images are those of <see cref="Matched"/>.</summary>
    public static StimulusSet RandomTexture(StimulusName name, int count, long seed)
    {
        int[] shape = [.. Enumerable.Range(0, count).Select(i => i % ClassCount)],
            // another stream of random numbers than that of the scene
            texture = [.. Enumerable.Range(0, count).Select(i => new SplitMixRandom(~seed, i).Below(ClassCount))];
        return new(name, Classes, Render(shape, texture, seed, TrifeatureRendering.Intact), shape, texture);
    }

    /// <summary>Images whose shape and texture stand for different classes: each of the 90 ordered pairs equally
    /// often.</summary>
    /// <param name="perPair">Images per pair.</param>
    public static StimulusSet CueConflict(StimulusName name, int perPair, long seed)
    {
        const int pairs = ClassCount * (ClassCount - 1);
        var shape = new int[pairs * perPair];
        var texture = new int[pairs * perPair];
        for (int i = 0; i < shape.Length; i++)
        {
            int pair = i % pairs;
            shape[i] = pair / (ClassCount - 1);
            texture[i] = (shape[i] + 1 + pair % (ClassCount - 1)) % ClassCount;
        }
        return new(name, Classes, Render(shape, texture, seed, TrifeatureRendering.Intact), shape, texture);
    }

    /// <summary>The exact masks of the first <paramref name="count"/> images that <see cref="Matched"/> draws for this
    /// seed and rendering.</summary>
    public static TrifeatureMasks Masks(
        int count,
        long seed,
        TrifeatureRendering rendering = TrifeatureRendering.Intact
    )
    {
        const int plane = TrifeatureScene.Size * TrifeatureScene.Size;
        var shape = new byte[count * plane];
        var texture = new byte[count * plane];
        var colour = new byte[count * plane];
        Parallel.For(
            0,
            count,
            i =>
            {
                (TrifeatureScene scene, _) = SceneOf(seed, i, i % ClassCount, i % ClassCount);
                Span<bool> mask = stackalloc bool[plane];
                TrifeatureRenderer.Mask(scene, mask);
                bool patch = rendering == TrifeatureRendering.TexturePatch;
                bool textured = patch || rendering == TrifeatureRendering.Intact;
                bool coloured = textured || rendering == TrifeatureRendering.Flat;
                byte objectColour = coloured ? (byte)(1 + (int)ColourNaming.Name(scene.ObjectColour)) : (byte)0;
                byte background = coloured ? (byte)(1 + (int)ColourNaming.Name(scene.BackgroundColour)) : (byte)0;
                for (int p = 0; p < plane; p++)
                {
                    bool inside = patch || mask[p];
                    shape[i * plane + p] = inside && !patch ? (byte)(1 + (int)scene.Shape) : (byte)0;
                    texture[i * plane + p] = inside && textured ? (byte)(1 + (int)scene.Texture) : (byte)0;
                    colour[i * plane + p] = inside ? objectColour : background;
                }
            }
        );
        long[] size = [count, TrifeatureScene.Size, TrifeatureScene.Size];
        return new(tensor(shape, size), tensor(texture, size), tensor(colour, size));
    }

    private static (TrifeatureScene Scene, SplitMixRandom Random) SceneOf(long seed, int index, int shape, int texture)
    {
        var random = new SplitMixRandom(seed, index);
        TrifeatureScene scene = TrifeatureScene.Draw(ref random, (TrifeatureShape)shape, (TrifeatureTexture)texture);
        return (scene, random);
    }

    private static Tensor Render(int[] shape, int[] texture, long seed, TrifeatureRendering rendering)
    {
        const int bytes = 3 * TrifeatureScene.Size * TrifeatureScene.Size;
        var buffer = new byte[(long)shape.Length * bytes];
        Parallel.For(
            0,
            shape.Length,
            i =>
            {
                (TrifeatureScene scene, SplitMixRandom random) = SceneOf(seed, i, shape[i], texture[i]);
                TrifeatureRenderer.Draw(scene, rendering, ref random, buffer.AsSpan(i * bytes, bytes));
            }
        );
        return tensor(buffer, [shape.Length, 3, TrifeatureScene.Size, TrifeatureScene.Size]);
    }
}
