using System.Numerics;
using static TorchSharp.torch;

namespace RobustRepro.Measures.Dissection;

/// <summary>
/// The activation that a given share of a unit's activations lies above, over all images and positions: exact, equal to
/// torch.quantile at 1 - share with linear interpolation, while only the top share is kept. For data of unknown size
/// see <see cref="QuantileSketch"/>.
/// </summary>
public sealed class TopQuantile
{
    private readonly long total;
    private readonly double largestShare;
    private readonly long below;
    private readonly Unit[] units;
    private long added;

    /// <param name="units">Of the layer.</param>
    /// <param name="totalValuesPerUnit">Images times positions per map, known beforehand. Memory: at most 6 bytes per
    /// unit for each value of the top share, and 16 KB.</param>
    /// <param name="share">In (0, 1); 0.005 in network dissection. Smaller shares can be asked for too.</param>
    public TopQuantile(int units, long totalValuesPerUnit, double share)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(units);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(totalValuesPerUnit);
        if (!(share > 0 && share < 1))
            throw new ArgumentOutOfRangeException(nameof(share), $"{share} is no share between 0 and 1");
        total = totalValuesPerUnit;
        largestShare = share;
        below = Rank(share).Below;
        int keep = checked((int)(total - below));
        int capacity = Capacity(total, keep);
        this.units = [.. Enumerable.Range(0, units).Select(_ => new Unit(keep, capacity))];
    }

    /// <summary>The memory that a layer would take.</summary>
    public static long Bytes(int units, long totalValuesPerUnit, double share) =>
        totalValuesPerUnit * share > int.MaxValue / 2
            ? long.MaxValue
            : (long)units * sizeof(float) * Capacity(totalValuesPerUnit, (int)(totalValuesPerUnit * share) + 1);

    /// <summary>Takes in the next images.</summary>
    /// <param name="maps">N x units x h x w.</param>
    /// <exception cref="ArgumentException">Another shape, more values than announced, or NaN.</exception>
    public void Add(Tensor maps)
    {
        using var batch = new UnitMaps(maps, units.Length);
        long values = (long)batch.Count * batch.Height * batch.Width;
        if (added + values > total)
            throw new ArgumentException($"{added + values} values per unit, {total} were announced", nameof(maps));
        bool numbers = true;
        Parallel.For(
            0,
            units.Length,
            k =>
            {
                for (int i = 0; i < batch.Count; i++)
                {
                    if (!units[k].Add(batch[i, k]))
                        Volatile.Write(ref numbers, false);
                }
            }
        );
        if (!numbers)
            throw UnitMaps.NotANumber();
        added += values;
    }

    /// <summary>The threshold of each unit.</summary>
    /// <exception cref="InvalidOperationException">Fewer values came than were announced.</exception>
    public float[] Thresholds() => Thresholds(largestShare);

    /// <summary>The threshold of each unit at this share.</summary>
    /// <param name="share">At most the one that values were kept for.</param>
    /// <exception cref="InvalidOperationException">Fewer values came than were announced.</exception>
    public float[] Thresholds(double share)
    {
        if (added != total)
            throw new InvalidOperationException($"{added} of {total} values per unit were added");
        if (!(share > 0 && share <= largestShare))
            throw new ArgumentOutOfRangeException(
                nameof(share),
                share,
                $"values were kept for shares up to {largestShare}"
            );
        (long rank, double fraction) = Rank(share);
        return [.. units.Select(u => u.Threshold((int)(rank - below), fraction))];
    }

    private (long Below, double Fraction) Rank(double share)
    {
        double rank = (1 - share) * (total - 1);
        return ((long)rank, rank - (long)rank);
    }

    private static int Capacity(long total, int keep) => (int)Math.Min(total, keep + Math.Max(keep / 2L, 4096));

    /// <summary>The largest values of one unit so far, and some that may still turn out not to be.</summary>
    private sealed class Unit(int keep, int capacity)
    {
        private readonly float[] values = new float[capacity];
        private int count;

        // what is not above this cannot be among the largest; NaN, which nothing compares with, while any value may be
        private float floor = float.NaN;

        /// <summary>False if a value is NaN.</summary>
        public bool Add(ReadOnlySpan<float> map)
        {
            for (int i = 0; i < map.Length; )
            {
                if (
                    i + Vector<float>.Count <= map.Length
                    && Vector.LessThanOrEqualAll(new Vector<float>(map[i..]), new Vector<float>(floor))
                )
                {
                    i += Vector<float>.Count;
                    continue;
                }
                for (int end = Math.Min(map.Length, i + Vector<float>.Count); i < end; i++)
                {
                    if (map[i] <= floor)
                        continue;
                    if (float.IsNaN(map[i]))
                        return false;
                    if (count == values.Length)
                        Shrink();
                    values[count++] = map[i];
                }
            }
            return true;
        }

        public float Threshold(int index, double fraction)
        {
            Shrink();
            Array.Sort(values, 0, count);
            // ascending: the value at the rank, and the next one if there is one
            return (float)(values[index] + fraction * ((double)values[Math.Min(index + 1, count - 1)] - values[index]));
        }

        /// <summary>Keeps the largest, in no order: sorting them each time would take a twentieth of a
        /// dissection.</summary>
        private void Shrink()
        {
            if (count <= keep)
                return;
            Selection.LargestFirst(values.AsSpan(0, count), keep);
            count = keep;
            floor = values[keep - 1];
        }
    }
}
