using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Stimuli.Distortions;

/// <summary>
/// Cuts images into 2 x 2 tiles and permutes them, the same way for every image: output tiles top-left, top-right, bottom-left and
/// bottom-right come from bottom-left, bottom-right, top-right and top-left (the permutation [2, 3, 1, 0] that the paper's code draws from its seed 212;
/// no tile stays in place).
/// </summary>
public static class Scramble
{
    private static readonly int[] Source = [2, 3, 1, 0];

    /// <param name="images">Any dtype, N x C x H x W with even H and W.</param>
    public static Tensor Apply(Tensor images)
    {
        long height = images.shape[2], width = images.shape[3];
        if (height % 2 != 0 || width % 2 != 0)
            throw new ArgumentException($"scrambling needs an even height and width, not {height} x {width}", nameof(images));
        using DisposeScope scope = NewDisposeScope();
        Tensor Tile(int k) => images.narrow(2, k / 2 * (height / 2), height / 2).narrow(3, k % 2 * (width / 2), width / 2);
        Tensor top = cat([Tile(Source[0]), Tile(Source[1])], 3);
        Tensor bottom = cat([Tile(Source[2]), Tile(Source[3])], 3);
        return cat([top, bottom], 2).MoveToOuterDisposeScope();
    }

    /// <summary>The set with every image scrambled; labels stay.</summary>
    public static StimulusSet Apply(StimulusSet set, string name) => new(name, set.Classes, Apply(set.Images), set.Shape, set.Texture);
}
