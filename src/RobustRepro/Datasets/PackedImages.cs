using RobustRepro.Runtime;
using static TorchSharp.torch;

namespace RobustRepro.Datasets;

/// <summary>Decodes many images of one size into one tensor.</summary>
internal static class PackedImages
{
    private const int ChunkBytes = 8 << 20;

    /// <summary>Writes the pixels of an image.</summary>
    public delegate void Writer(int index, Span<byte> planes);

    /// <param name="size">Height and width in pixels.</param>
    /// <param name="write">Called from several threads.</param>
    /// <returns>uint8 N x 3 x size x size; the caller's.</returns>
    /// <exception cref="InvalidInputException">What the writer threw for the lowest index it failed for.</exception>
    public static Tensor Decode(int count, int size, Writer write)
    {
        int bytes = 3 * size * size,
            chunkImages = Math.Max(1, ChunkBytes / bytes);
        if ((long)count * bytes > int.MaxValue)
            throw new InvalidInputException(
                $"{count:N0} images of {size} x {size} pixels do not fit in memory at once; take fewer or smaller ones"
            );
        Tensor images = empty([count, 3, size, size], dtype: uint8).DetachFromDisposeScope();
        try
        {
            var chunk = new byte[chunkImages * bytes];
            for (int start = 0; start < count; start += chunkImages)
            {
                int first = start,
                    number = Math.Min(chunkImages, count - start);
                OrderedParallel.For(number, i => write(first + i, chunk.AsSpan(i * bytes, bytes)));
                chunk.AsSpan(0, number * bytes).CopyTo(images.bytes[(start * bytes)..]);
            }
        }
        catch
        {
            images.Dispose();
            throw;
        }
        return images;
    }
}
