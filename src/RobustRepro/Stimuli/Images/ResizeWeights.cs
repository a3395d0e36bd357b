namespace RobustRepro.Stimuli.Images;

/// <summary>
/// Which pixels of a line make each pixel of the resized line, and with what weights: the triangle filter, widened when shrinking (antialiasing), in fixed point. The arithmetic is PIL's for
/// 8-bit images (Pillow, src/libImaging/Resample.c, precompute_coeffs and normalize_coeffs_8bpc), so that results are equal to the bit.
/// </summary>
internal sealed class ResizeWeights
{
    /// <summary>Bits after the point: 32 less 8 for the pixel and 2 for filters that overshoot.</summary>
    public const int FractionBits = 22;

    private readonly int[] first;
    private readonly int[][] weights;

    public ResizeWeights(int from, int to)
    {
        first = new int[to];
        weights = new int[to][];
        double scale = (double)from / to, support = Math.Max(scale, 1);
        for (int i = 0; i < to; i++)
        {
            double centre = (i + 0.5) * scale;
            int begin = Math.Max((int)(centre - support + 0.5), 0), end = Math.Min((int)(centre + support + 0.5), from);
            var share = new double[end - begin];
            for (int j = 0; j < share.Length; j++)
                share[j] = Math.Max(1 - Math.Abs((j + begin - centre + 0.5) * (1 / support)), 0);
            double sum = 0;
            foreach (double s in share)
                sum += s;
            first[i] = begin;
            weights[i] = [.. share.Select(s => (int)(0.5 + s / sum * (1 << FractionBits)))];
        }
    }

    /// <summary>First source pixel of a pixel.</summary>
    public int First(int index) => first[index];

    /// <summary>Weights of the source pixels from <see cref="First"/> on.</summary>
    public ReadOnlySpan<int> Of(int index) => weights[index];
}
