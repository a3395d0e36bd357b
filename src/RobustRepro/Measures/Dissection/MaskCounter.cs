using System.Numerics;
using System.Runtime.Intrinsics;
using RobustRepro.Probes;

namespace RobustRepro.Measures.Dissection;

/// <summary>
/// Counts the labels of an image under a unit's mask: the pixels where the unit's map, enlarged to the size of the
/// label maps, is above a threshold. An interpolated value lies between the values it is made of, so that only cells
/// near a value above the threshold are computed, and of them only rows and columns that can reach it. Not for several
/// threads at a time.
/// </summary>
internal sealed class MaskCounter(int concepts)
{
    private const int Lanes = ResampleAxis.Padding;

    private readonly LabelPixels labels = new(concepts);
    private ResampleAxis rows = new(1, 1);
    private ResampleAxis columns = new(1, 1);
    private bool[] rowAbove = new bool[1];
    private bool[] columnAbove = new bool[1];

    /// <summary>Rows of the map, enlarged along their length: Taps rows of To values, a few more to read whole
    /// vectors.</summary>
    private double[] strip = [];
    private double[] highest = new double[1];
    private int stride;

    /// <summary>Turns to another image and its maps' size.</summary>
    public void Begin(ImageConcepts image, int height, int width)
    {
        labels.Begin(image.Maps);
        if (rows.From != height || rows.To != image.Height)
        {
            rows = new(height, image.Height);
            rowAbove = new bool[height];
            highest = new double[rows.Taps];
        }
        if (columns.From != width || columns.To != image.Width)
        {
            columns = new(width, image.Width);
            columnAbove = new bool[width];
        }
        stride = columns.To + ResampleAxis.Padding;
        if (strip.Length < rows.Taps * stride)
            strip = new double[rows.Taps * stride];
    }

    /// <summary>Counts under the mask of a row-major map; <see cref="Take"/> gives the labels.</summary>
    /// <returns>The mask's pixels.</returns>
    public int Count(ReadOnlySpan<float> map, float threshold)
    {
        if (!FindAbove(map, threshold))
            return 0;
        int area = 0;
        for (int row = 0; row < rows.Cells; row++)
        {
            if (!rowAbove.AsSpan(rows.FirstInput[row], rows.Taps).Contains(true))
                continue;
            for (int column = 0; column < columns.Cells; column++)
            {
                int first = column;
                while (
                    column < columns.Cells
                    && columnAbove.AsSpan(columns.FirstInput[column], columns.Taps).Contains(true)
                )
                    column++;
                if (column > first)
                    area += CountStrip(map, threshold, row, first, column);
            }
        }
        // pixels without a label
        _ = labels.Take(0);
        return area;
    }

    /// <summary>The label's pixels under the last mask, which are then forgotten.</summary>
    public int Take(int number) => labels.Take(number);

    /// <summary>Notes the rows and columns that hold values above the threshold; false if none do.</summary>
    private bool FindAbove(ReadOnlySpan<float> map, float threshold)
    {
        bool any = false;
        Vector256<float> bound = Vector256.Create(threshold);
        for (int i = 0; i < map.Length; i += Lanes)
        {
            uint above = 0;
            if (i + Lanes <= map.Length)
            {
                above = Vector256
                    .GreaterThan(Vector256.Create(map.Slice(i, Lanes)), bound)
                    .ExtractMostSignificantBits();
            }
            else
            {
                for (int j = i; j < map.Length; j++)
                    above |= map[j] > threshold ? 1u << (j - i) : 0;
            }
            if (above == 0)
                continue;
            if (!any)
            {
                Array.Clear(rowAbove);
                Array.Clear(columnAbove);
                any = true;
            }
            for (; above != 0; above &= above - 1)
            {
                (int y, int x) = Math.DivRem(i + BitOperations.TrailingZeroCount(above), columns.From);
                rowAbove[y] = true;
                columnAbove[x] = true;
            }
        }
        return any;
    }

    /// <summary>Counts in the pixels of one row of cells, from one column of cells up to another. Rounds where PIL
    /// rounds: after each axis.</summary>
    private int CountStrip(ReadOnlySpan<float> map, float threshold, int row, int firstColumn, int endColumn)
    {
        (int left, int right) = Widen(map, threshold, row, firstColumn, endColumn);
        if (left >= right)
            return 0;
        int area = 0,
            taps = rows.Taps,
            height = rows.To,
            width = columns.To;
        double[] most = highest,
            weights = rows.Weights;
        Vector256<float> bound = Vector256.Create(threshold);
        for (int y = rows.FirstOutput[row]; y < rows.FirstOutput[row + 1]; y++)
        {
            double reach = 0;
            for (int t = 0; t < taps; t++)
                reach += most[t] * weights[t * height + y];
            // no value of this line is above that: rounding keeps the order
            if ((float)reach <= threshold)
                continue;
            for (int x = left; x < right; x += Lanes)
            {
                ref double values = ref strip[x];
                Vector256<double> low = Vector256<double>.Zero,
                    high = Vector256<double>.Zero;
                for (int t = 0; t < taps; t++)
                {
                    Vector256<double> weight = Vector256.Create(weights[t * height + y]);
                    low += Vector256.LoadUnsafe(ref values, (nuint)(t * stride)) * weight;
                    high += Vector256.LoadUnsafe(ref values, (nuint)(t * stride + Lanes / 2)) * weight;
                }
                uint mask =
                    Vector256.GreaterThan(Vector256.Narrow(low, high), bound).ExtractMostSignificantBits()
                    & Lowest(right - x);
                if (mask != 0)
                {
                    area += BitOperations.PopCount(mask);
                    labels.Add(y * width + x, mask);
                }
            }
        }
        return area;
    }

    /// <summary>Enlarges the map's rows that a row of cells reads, along their length.</summary>
    /// <returns>The columns, from and up to, between which some value is above the threshold; beyond them no pixel can
    /// be.</returns>
    private (int Left, int Right) Widen(
        ReadOnlySpan<float> map,
        float threshold,
        int row,
        int firstColumn,
        int endColumn
    )
    {
        int left = int.MaxValue,
            right = 0;
        Vector256<float> bound = Vector256.Create(threshold);
        for (int t = 0; t < rows.Taps; t++)
        {
            ReadOnlySpan<float> line = map.Slice((rows.FirstInput[row] + t) * columns.From, columns.From);
            Vector256<float> most = Vector256.Create(float.NegativeInfinity);
            for (int column = firstColumn; column < endColumn; column++)
            {
                ReadOnlySpan<float> inputs = line.Slice(columns.FirstInput[column], columns.Taps);
                int end = columns.FirstOutput[column + 1];
                for (int x = columns.FirstOutput[column]; x < end; x += Lanes)
                {
                    ref double weights = ref columns.Weights[x];
                    Vector256<double> low = Vector256<double>.Zero,
                        high = Vector256<double>.Zero;
                    for (int s = 0; s < inputs.Length; s++)
                    {
                        Vector256<double> input = Vector256.Create((double)inputs[s]);
                        low += Vector256.LoadUnsafe(ref weights, (nuint)(s * columns.To)) * input;
                        high += Vector256.LoadUnsafe(ref weights, (nuint)(s * columns.To + Lanes / 2)) * input;
                    }
                    Vector256<float> values = Vector256.Narrow(low, high);
                    (low, high) = Vector256.Widen(values);
                    // what is stored after the cell's end is overwritten by the next cell, or never read
                    ref double output = ref strip[t * stride + x];
                    low.StoreUnsafe(ref output);
                    high.StoreUnsafe(ref output, Lanes / 2);
                    most = Vector256.Max(most, values);
                    uint above = Vector256.GreaterThan(values, bound).ExtractMostSignificantBits() & Lowest(end - x);
                    if (above != 0)
                    {
                        left = Math.Min(left, x + BitOperations.TrailingZeroCount(above));
                        right = Math.Max(right, x + 32 - BitOperations.LeadingZeroCount(above));
                    }
                }
            }
            highest[t] = Highest(most);
        }
        return (left, right);
    }

    private static uint Lowest(int bits) => bits >= Lanes ? 0xFF : (1u << bits) - 1;

    private static float Highest(Vector256<float> values)
    {
        Vector128<float> four = Vector128.Max(values.GetLower(), values.GetUpper());
        Vector128<float> two = Vector128.Max(four, Vector128.Shuffle(four, Vector128.Create(2, 3, 0, 1)));
        return MathF.Max(two[0], two[1]);
    }
}
