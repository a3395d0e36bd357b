using RobustRepro.Probes;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Probes;

/// <summary>Made-up maps and labels for comparisons of two ways to count.</summary>
internal static class RandomProbe
{
    public static readonly ConceptCatalogue Catalogue = new(
        ["object", "part", "color"],
        [
            new(1, "cat", "object"),
            new(2, "dog", "object"),
            new(3, "leg", "part"),
            new(4, "tail", "part"),
            new(5, "red", "color"),
            new(6, "green", "color"),
            new(7, "blue", "color"),
        ]
    );

    /// <summary>Normal deviates, smoothed a little as activations are; negative ones are there. N x units x height x
    /// width.</summary>
    public static Tensor Maps(long seed, int images, int units, int height, int width)
    {
        using DisposeScope scope = NewDisposeScope();
        using var generator = new Generator((ulong)seed);
        Tensor noise = randn([images, units, height, width], generator: generator);
        return (noise + 0.5 * noise.roll(1, 3)).MoveToOuterDisposeScope();
    }

    /// <summary>Blocks of labels in two or three maps; every third image has a concept of the whole image, every fifth
    /// nothing else.</summary>
    public static ImageConcepts[] Images(int seed, int count, int height, int width)
    {
        var random = new Random(seed);
        return
        [
            .. Enumerable
                .Range(0, count)
                .Select(i => new ImageConcepts(
                    height,
                    width,
                    i % 5 == 4 ? [] : [.. Enumerable.Range(0, 2 + i % 2).Select(_ => Blocks(random, height, width))],
                    i % 3 == 0 ? [1 + random.Next(7)] : []
                )),
        ];
    }

    private static ushort[] Blocks(Random random, int height, int width)
    {
        var map = new ushort[height * width];
        for (int block = 0; block < 6; block++)
        {
            int top = random.Next(height),
                left = random.Next(width),
                label = random.Next(8);
            for (int y = top; y < Math.Min(height, top + height / 3 + 1); y++)
            {
                for (int x = left; x < Math.Min(width, left + width / 3 + 1); x++)
                    map[y * width + x] = (ushort)label;
            }
        }
        return map;
    }
}
