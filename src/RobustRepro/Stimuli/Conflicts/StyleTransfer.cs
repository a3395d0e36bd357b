using RobustRepro.Imaging;
using RobustRepro.Runtime;
using RobustRepro.Stimuli.Distortions;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Stimuli.Conflicts;

/// <summary>
/// The texture of one image on the layout of another, after Gatys, Ecker and Bethge (2016), but with a network that no
/// data formed (<see cref="TextureStatistics"/>), so that it favours neither of two networks under test. The layout is
/// the coarse luminance of the first image with the histogram of the second; texture and colours are the second's. A
/// result is a function of the two images and the settings alone, whatever the batches and the number of threads.
/// </summary>
internal static class StyleTransfer
{
    /// <summary>Batches are always this large, filled up where need be, because libtorch may round differently in
    /// batches of another size.</summary>
    private const int BatchSize = 25;

    /// <param name="layout">float32, N x 3 x H x W, in [0, 1]; H and W are multiples of 4, at least 16.</param>
    /// <param name="texture">Of the same shape.</param>
    public static Tensor Apply(Tensor layout, Tensor texture, StyleTransferSettings? settings = null)
    {
        Pixels.RequireUnitRange(layout);
        Pixels.RequireUnitRange(texture);
        if (!layout.shape.SequenceEqual(texture.shape))
            throw new ArgumentException(
                $"style transfer needs a texture per layout, of the same size, not "
                    + $"{string.Join("x", layout.shape)} and {string.Join("x", texture.shape)}",
                nameof(texture)
            );
        if (layout.shape[2] % 4 != 0 || layout.shape[3] % 4 != 0 || layout.shape[2] < 16 || layout.shape[3] < 16)
            throw new ArgumentException(
                $"style transfer needs a height and width that 4 divides, at least 16, not "
                    + $"{layout.shape[2]} x {layout.shape[3]}",
                nameof(layout)
            );
        settings ??= new();
        using DisposeScope scope = NewDisposeScope();
        using var statistics = new TextureStatistics(settings.Seed);
        Tensor result = empty_like(layout);
        int count = (int)layout.shape[0];
        TorchWorkers.For(
            (count + BatchSize - 1) / BatchSize,
            batch =>
            {
                using DisposeScope inner = NewDisposeScope();
                int start = batch * BatchSize,
                    size = Math.Min(BatchSize, count - start);
                Tensor places = arange(start, start + BatchSize).clamp_max(count - 1).to(layout.device);
                var problem = new StyleTransferProblem(
                    layout.index_select(0, places),
                    texture.index_select(0, places),
                    statistics,
                    settings
                );
                result.narrow(0, start, size).copy_(problem.Solve().narrow(0, 0, size));
                // two searches side by side leave gaps that seldom fit the next
                TorchRuntime.ReleaseFreedMemory();
            }
        );
        return result.MoveToOuterDisposeScope();
    }

    /// <summary>An image per pair: the shape label is the class of the layout, the texture label that of the
    /// texture.</summary>
    /// <param name="set">The images that the pairs index.</param>
    /// <param name="pairs">From <see cref="ConflictPair.Draw"/>.</param>
    public static StimulusSet Set(
        StimulusSet set,
        IReadOnlyList<ConflictPair> pairs,
        StimulusName name,
        StyleTransferSettings? settings = null
    ) => ConflictSet.Build(set, pairs, name, (layout, texture) => Apply(layout, texture, settings));

    /// <summary>
    /// A distortion that replaces each image's texture by that of an image of a pool, drawn by the seed and the image's
    /// index regardless of class (after Stylized-ImageNet, Geirhos et al. 2019).
    /// </summary>
    /// <param name="pool">Textures, of the size of the images to come; the caller keeps and disposes it.</param>
    public static Distortion Stylize(StimulusSet pool, StyleTransferSettings? settings = null)
    {
        if (pool.Count == 0)
            throw new InvalidInputException($"{pool.Name}: no image to take textures from");
        return new("stylized", "", Apply, removesTexture: true);

        Tensor Apply(Tensor images, int firstIndex, long seed)
        {
            using DisposeScope scope = NewDisposeScope();
            long[] drawn =
            [
                .. Enumerable
                    .Range(firstIndex, (int)images.shape[0])
                    .Select(i => (long)new SplitMixRandom(seed, i).Below(pool.Count)),
            ];
            Tensor textures = Pixels
                .ToFloat(pool.Images.index_select(0, tensor(drawn, device: pool.Images.device)))
                .to(images.device);
            return StyleTransfer.Apply(images, textures, settings).MoveToOuterDisposeScope();
        }
    }
}
