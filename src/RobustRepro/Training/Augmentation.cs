using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Training;

/// <summary>Random crops and flips of a batch, drawn from a generator of the step so that a resumed run repeats
/// them.</summary>
internal static class Augmentation
{
    /// <param name="images">uint8 or float, N x C x H x W.</param>
    public static Tensor Apply(AugmentationRecipe recipe, Tensor images, Generator generator)
    {
        if (recipe is { CropPadding: 0, HorizontalFlip: false })
            return images.alias();

        using DisposeScope scope = NewDisposeScope();
        long count = images.shape[0],
            height = images.shape[2],
            width = images.shape[3];
        int range = 2 * recipe.CropPadding + 1;
        long[] draws = randint(range * range * 2L, [count], dtype: int64, generator: generator).data<long>().ToArray();
        var rows = new long[count * height];
        var columns = new long[count * width];
        for (long i = 0; i < count; i++)
        {
            long dy = draws[i] / 2 % range - recipe.CropPadding,
                dx = draws[i] / 2 / range - recipe.CropPadding;
            bool flip = recipe.HorizontalFlip && draws[i] % 2 == 1;
            for (long y = 0; y < height; y++)
                rows[i * height + y] = Math.Clamp(y + dy, 0, height - 1);
            for (long x = 0; x < width; x++)
                columns[i * width + x] = Math.Clamp((flip ? width - 1 - x : x) + dx, 0, width - 1);
        }
        // images[n, :, row, column] for every n, row and column; the channel slice puts itself last
        Tensor n = arange(count).view(-1, 1, 1);
        Tensor r = tensor(rows, [count, height, 1]),
            c = tensor(columns, [count, 1, width]);
        Tensor picked = images.permute(0, 2, 3, 1)[TensorIndex.Tensor(n), TensorIndex.Tensor(r), TensorIndex.Tensor(c)];
        return picked.permute(0, 3, 1, 2).MoveToOuterDisposeScope();
    }
}
