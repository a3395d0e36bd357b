using System.Numerics;
using System.Runtime.Intrinsics;

namespace RobustRepro.Measures.Dissection;

/// <summary>How many pixels of each label lie under a mask, in all label maps of an image. Not for several threads at a
/// time.</summary>
internal sealed class LabelPixels(int concepts)
{
    private const int Lanes = ResampleAxis.Padding;

    /// <summary>Per label number; 0 between images.</summary>
    private readonly int[] pixels = new int[concepts + 1];
    private ushort[][] maps = [];

    /// <summary>Turns to another image.</summary>
    public void Begin(IEnumerable<ushort[]> labelMaps) => maps = [.. labelMaps];

    /// <summary>Counts a run of pixels, a bit of the mask each.</summary>
    /// <param name="pixel">Of the mask's lowest bit.</param>
    /// <param name="mask">Which of the pixels from there on count.</param>
    public void Add(int pixel, uint mask)
    {
        foreach (ushort[] map in maps)
        {
            if (map.Length < Lanes)
            {
                for (uint rest = mask; rest != 0; rest &= rest - 1)
                    pixels[map[pixel + BitOperations.TrailingZeroCount(rest)]]++;
                continue;
            }
            int at = Math.Min(pixel, map.Length - Lanes);
            Vector128<ushort> labels = Vector128.Create(map, at);
            // neighbours mostly share a label: one addition for each label of the eight
            for (uint rest = mask << (pixel - at); rest != 0; )
            {
                ushort label = map[at + BitOperations.TrailingZeroCount(rest)];
                uint same = Vector128.Equals(labels, Vector128.Create(label)).ExtractMostSignificantBits() & rest;
                pixels[label] += BitOperations.PopCount(same);
                rest ^= same;
            }
        }
    }

    /// <summary>A label's pixels, which are then forgotten. Number 0 stands for pixels without a label.</summary>
    public int Take(int number)
    {
        int count = pixels[number];
        pixels[number] = 0;
        return count;
    }
}
