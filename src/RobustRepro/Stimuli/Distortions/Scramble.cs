using RobustRepro.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Stimuli.Distortions;

/// <summary>
/// Cuts images into n x n tiles and permutes them, the same way for every image, none staying in place. For 2 x 2,
/// output tiles top-left, top-right, bottom-left and bottom-right come from bottom-left, bottom-right, top-right and
/// top-left (the permutation [2, 3, 1, 0] that the paper's code draws from its seed 212); for finer tiles the
/// permutation is a derangement drawn from a seed.
/// </summary>
public static class Scramble
{
    private static readonly int[] Paper = [2, 3, 1, 0];

    /// <param name="images">Any dtype, N x C x H x W; <paramref name="tiles"/> divides H and W.</param>
    /// <param name="tiles">Tiles per side; 1 leaves images as they are.</param>
    /// <param name="seed">Of the permutation of more than 2 x 2 tiles.</param>
    public static Tensor Apply(Tensor images, int tiles = 2, long seed = 0)
    {
        long height = images.shape[2],
            width = images.shape[3];
        int[] source = Permutation(tiles, seed);
        if (height % tiles != 0 || width % tiles != 0)
            throw new ArgumentException(
                $"scrambling into {tiles} x {tiles} tiles needs "
                    + $"{(tiles == 2 ? "an even height and width" : $"a height and width that {tiles} divides")}, "
                    + $"not {height} x {width}",
                nameof(images)
            );
        using DisposeScope scope = NewDisposeScope();
        Tensor Tile(int k) =>
            images
                .narrow(2, k / tiles * (height / tiles), height / tiles)
                .narrow(3, k % tiles * (width / tiles), width / tiles);
        Tensor[] rows = [.. source.Chunk(tiles).Select(row => cat([.. row.Select(Tile)], 3))];
        return cat(rows, 2).MoveToOuterDisposeScope();
    }

    /// <summary>The set with every image scrambled into 2 x 2 tiles; labels stay.</summary>
    public static StimulusSet Apply(StimulusSet set, StimulusName name) =>
        new(name, set.Classes, Apply(set.Images), set.Shape, set.Texture);

    /// <summary>For each output tile, row by row, the tile that it shows.</summary>
    public static int[] Permutation(int tiles, long seed = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(tiles, 1);
        if (tiles == 1)
            return [0];
        if (tiles == 2)
            return [.. Paper];
        int[] order = [.. Enumerable.Range(0, tiles * tiles)];
        var random = new SplitMixRandom(seed, tiles);
        // about one shuffle in e leaves no tile in place
        do
        {
            for (int i = order.Length - 1; i > 0; i--)
            {
                int j = random.Below(i + 1);
                (order[i], order[j]) = (order[j], order[i]);
            }
        } while (order.Where((source, place) => source == place).Any());
        return order;
    }
}
