using System.Numerics;
using System.Runtime.Intrinsics;
using RobustRepro.Stimuli.Concepts;

namespace RobustRepro.Measures.Dissection;

/// <summary>
/// Counts the labels of an image under a unit's mask: the pixels where the unit's map, enlarged to the size of the label maps, is above a
/// threshold. An interpolated value lies between the values it is made of, so only cells with one above the threshold are computed. Not for several threads at a time.
/// </summary>
internal sealed class MaskCounter(int concepts)
{
    private const int Lanes = 8;

    /// <summary>Per label number; 0 between images.</summary>
    private readonly int[] pixels = new int[concepts + 1];
    private ResampleAxis rows = new(1, 1);
    private ResampleAxis columns = new(1, 1);
    private bool[] rowAbove = [];
    private double[] strip = [];
    private int stride;
    private ushort[][] maps = [];

    /// <summary>Turns to another image and its maps' size.</summary>
    public void Begin(ImageConcepts image, int height, int width)
    {
        maps = [.. image.Maps];
        if (rows.From != height || rows.To != image.Height)
            rows = new(height, image.Height);
        if (columns.From != width || columns.To != image.Width)
            columns = new(width, image.Width);
        stride = columns.To + Lanes;
        if (strip.Length < rows.Taps * stride)
            strip = new double[rows.Taps * stride];
        if (rowAbove.Length < height)
            rowAbove = new bool[height];
    }

    /// <summary>Counts under the mask of a row-major map; <see cref="Take"/> gives the labels.</summary>
    /// <returns>The mask's pixels.</returns>
    public int Count(ReadOnlySpan<float> map, float threshold)
    {
        if (!AnyAbove(map, threshold))
            return 0;
        for (int y = 0; y < rows.From; y++)
            rowAbove[y] = AnyAbove(map.Slice(y * columns.From, columns.From), threshold);
        int area = 0;
        for (int cell = 0; cell < rows.Cells; cell++)
        {
            if (!rowAbove.AsSpan(rows.FirstInput[cell], rows.Taps).Contains(true))
                continue;
            for (int column = 0; column < columns.Cells; column++)
            {
                int first = column;
                while (column < columns.Cells && CellAbove(map, cell, column, threshold))
                    column++;
                if (column > first)
                    area += CountStrip(map, threshold, cell, first, column);
            }
        }
        // pixels without a label
        pixels[0] = 0;
        return area;
    }

    /// <summary>The label's pixels under the last mask, which are then forgotten.</summary>
    public int Take(int number)
    {
        int count = pixels[number];
        pixels[number] = 0;
        return count;
    }

    private static bool AnyAbove(ReadOnlySpan<float> values, float threshold)
    {
        var bound = new Vector<float>(threshold);
        int i = 0;
        for (; i + Vector<float>.Count <= values.Length; i += Vector<float>.Count)
        {
            if (Vector.GreaterThanAny(new Vector<float>(values[i..]), bound))
                return true;
        }
        for (; i < values.Length; i++)
        {
            if (values[i] > threshold)
                return true;
        }
        return false;
    }

    private bool CellAbove(ReadOnlySpan<float> map, int cell, int column, float threshold)
    {
        int corner = rows.FirstInput[cell] * columns.From + columns.FirstInput[column];
        for (int y = 0; y < rows.Taps; y++)
        {
            for (int x = 0; x < columns.Taps; x++)
            {
                if (map[corner + y * columns.From + x] > threshold)
                    return true;
            }
        }
        return false;
    }

    /// <summary>Counts in the pixels of one row of cells, from one column of cells up to another. Rounds where PIL rounds: after each axis.</summary>
    private int CountStrip(ReadOnlySpan<float> map, float threshold, int cell, int firstColumn, int endColumn)
    {
        int left = columns.FirstOutput[firstColumn], width = columns.FirstOutput[endColumn] - left;
        for (int t = 0; t < rows.Taps; t++)
        {
            ReadOnlySpan<float> row = map.Slice((rows.FirstInput[cell] + t) * columns.From, columns.From);
            Span<double> output = strip.AsSpan(t * stride, width);
            for (int column = firstColumn; column < endColumn; column++)
            {
                ReadOnlySpan<float> inputs = row.Slice(columns.FirstInput[column], columns.Taps);
                for (int x = columns.FirstOutput[column]; x < columns.FirstOutput[column + 1]; x++)
                {
                    double sum = 0;
                    for (int s = 0; s < inputs.Length; s++)
                        sum += inputs[s] * columns.Weights[s * columns.To + x];
                    output[x - left] = (float)sum;
                }
            }
        }

        int area = 0;
        Vector256<float> bound = Vector256.Create(threshold);
        for (int y = rows.FirstOutput[cell]; y < rows.FirstOutput[cell + 1]; y++)
        {
            for (int x = 0; x < width; x += Lanes)
            {
                Vector256<double> low = Vector256<double>.Zero, high = Vector256<double>.Zero;
                for (int t = 0; t < rows.Taps; t++)
                {
                    ReadOnlySpan<double> values = strip.AsSpan(t * stride + x, Lanes);
                    Vector256<double> weight = Vector256.Create(rows.Weights[t * rows.To + y]);
                    low += Vector256.Create(values) * weight;
                    high += Vector256.Create(values[4..]) * weight;
                }
                uint mask = Vector256.GreaterThan(Vector256.Narrow(low, high), bound).ExtractMostSignificantBits();
                if (width - x < Lanes)
                    mask &= (1u << (width - x)) - 1;
                if (mask != 0)
                {
                    area += BitOperations.PopCount(mask);
                    CountLabels(y * columns.To + left + x, mask);
                }
            }
        }
        return area;
    }

    /// <param name="pixel">Of the mask's lowest bit.</param>
    private void CountLabels(int pixel, uint mask)
    {
        while (mask != 0)
        {
            int first = BitOperations.TrailingZeroCount(mask), length = BitOperations.TrailingZeroCount(~(mask >> first));
            mask &= ~(((1u << length) - 1) << first);
            foreach (ushort[] map in maps)
            {
                ReadOnlySpan<ushort> labels = map.AsSpan(pixel + first, length);
                // neighbours mostly share a label: one addition for each run
                ushort label = labels[0];
                int from = 0;
                for (int i = 1; i < labels.Length; i++)
                {
                    if (labels[i] == label)
                        continue;
                    pixels[label] += i - from;
                    label = labels[i];
                    from = i;
                }
                pixels[label] += labels.Length - from;
            }
        }
    }
}
