namespace RobustRepro.Imaging;

/// <summary>
/// Which pixels of a line make each pixel of the resized line, and with what weights: the triangle filter, widened when
/// shrinking (antialiasing), in fixed point. The arithmetic is PIL's for 8-bit images (Pillow,
/// src/libImaging/Resample.c, precompute_coeffs and normalize_coeffs_8bpc), so that results are equal to the bit.
/// </summary>
internal sealed class ResizeWeights
{
    /// <summary>Bits after the point: 32 less 8 for the pixel and 2 for filters that overshoot.</summary>
    public const int FractionBits = 22;

    private readonly int[] first;
    private readonly int[][] weights;

    /// <param name="from">Pixels of the line.</param>
    /// <param name="to">Pixels of the resized line.</param>
    /// <param name="start">First pixel of the resized line that is wanted.</param>
    /// <param name="count">How many are wanted.</param>
    public ResizeWeights(int from, int to, int start, int count)
    {
        first = new int[count];
        weights = new int[count][];
        double scale = (double)from / to,
            support = Math.Max(scale, 1);
        for (int i = 0; i < count; i++)
        {
            double centre = (start + i + 0.5) * scale;
            int begin = Math.Max((int)(centre - support + 0.5), 0),
                end = Math.Min((int)(centre + support + 0.5), from);
            var share = new double[end - begin];
            double sum = 0;
            for (int j = 0; j < share.Length; j++)
                sum += share[j] = Math.Max(1 - Math.Abs((j + begin - centre + 0.5) * (1 / support)), 0);
            first[i] = begin;
            weights[i] = [.. share.Select(s => (int)(0.5 + s / sum * (1 << FractionBits)))];
        }
    }

    /// <summary>The source pixels that all wanted ones are made of.</summary>
    public Range Sources => first[0]..(first[^1] + weights[^1].Length);

    /// <summary>First source pixel of a wanted pixel.</summary>
    public int First(int index) => first[index];

    /// <summary>Weights of the source pixels from <see cref="First"/> on.</summary>
    public ReadOnlySpan<int> Of(int index) => weights[index];
}
