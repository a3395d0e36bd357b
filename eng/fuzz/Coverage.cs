using System.Runtime.InteropServices;
using SharpFuzz.Common;

namespace RobustRepro.Fuzz;

/// <summary>The map that SharpFuzz's instrumentation counts branches in, as AFL reads it: which were taken, and how
/// often in rough steps.</summary>
internal sealed unsafe class Coverage
{
    private const int Size = 1 << 16;

    private static readonly byte[] Steps = [.. Enumerable.Range(0, 256).Select(Step)];

    private readonly byte[] seen = new byte[Size];

    private static byte* Map => Trace.SharedMem;

    /// <summary>Must come before anything of the instrumented library runs.</summary>
    public static void Start() => Trace.SharedMem = (byte*)NativeMemory.AlignedAlloc(Size, 64);

    /// <summary>Places of the map that any input has touched.</summary>
    public int Touched => Size - seen.AsSpan().Count((byte)0);

    public static void Begin()
    {
        NativeMemory.Clear(Map, Size);
        Trace.PrevLocation = 0;
    }

    /// <summary>Whether the input that was read did what none had done.</summary>
    public bool IsNew()
    {
        bool found = false;
        var counts = new ReadOnlySpan<byte>(Map, Size);
        for (int at = 0; (uint)at < Size; at++)
        {
            int next = counts[at..].IndexOfAnyExcept((byte)0);
            if (next < 0)
                break;
            at += next;
            byte step = Steps[counts[at]];
            if ((seen[at] & step) == 0)
            {
                seen[at] |= step;
                found = true;
            }
        }
        return found;
    }

    /// <summary>1, 2, 3, 4 to 7, 8 to 15, 16 to 31, 32 to 127, more: a bit each.</summary>
    private static byte Step(int count) =>
        count switch
        {
            0 => 0,
            1 => 1,
            2 => 2,
            3 => 4,
            < 8 => 8,
            < 16 => 16,
            < 32 => 32,
            < 128 => 64,
            _ => 128,
        };
}
