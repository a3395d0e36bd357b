using System.Text;

namespace RobustRepro.Tests.Fuzz.Readers;

/// <summary>Changes bytes as files get changed by accident and by strangers who mean harm. The same generator gives the
/// same changes.</summary>
/// <param name="random">Decides every change.</param>
/// <param name="words">Pieces of the format.</param>
internal sealed class Mutator(Random random, IEnumerable<string> words)
{
    /// <summary>In bytes. Larger inputs find nothing that small ones do not, and take longer.</summary>
    private const int Longest = 1 << 16;

    private const int LongestBlock = 256;

    /// <summary>Values that lengths, counts and texts break at.</summary>
    private static readonly byte[][] Odd =
    [
        [0xff, 0xff, 0xff, 0xff],
        [0, 0, 0, 0],
        [0xff, 0xff, 0xff, 0x7f],
        [0, 0, 0, 0x80],
        [0x7f, 0xff, 0xff, 0xff],
        [0x80, 0, 0, 0],
        [0, 0, 0, 0, 0, 0, 0, 0x80],
        [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f],
        [0, 0, 1, 0],
        [0xff, 0xff],
        [0x7f],
        [0x80],
        "-1"u8.ToArray(),
        "0"u8.ToArray(),
        "99999999999999999999"u8.ToArray(),
        "1e999"u8.ToArray(),
        [0xc3, 0x28],
        [0xed, 0xa0, 0x80],
    ];

    private readonly byte[][] pieces = [.. Odd, .. words.Select(Encoding.Latin1.GetBytes)];

    /// <summary>An input with a few changes.</summary>
    /// <param name="other">Another input, of which pieces may be taken.</param>
    public byte[] Change(byte[] input, byte[] other)
    {
        List<byte> bytes = [.. input];
        for (int changes = 1 << random.Next(5); changes > 0; changes--)
            Change(bytes, other);
        if (bytes.Count > Longest)
            bytes.RemoveRange(Longest, bytes.Count - Longest);
        return [.. bytes];
    }

    private void Change(List<byte> bytes, byte[] other)
    {
        int at = random.Next(bytes.Count + 1);
        int left = bytes.Count - at;
        switch (random.Next(left == 0 ? 2 : 11))
        {
            case 0:
                bytes.InsertRange(at, Piece());
                break;
            case 1:
                bytes.InsertRange(at, Block(other));
                break;
            case 2:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 3:
                bytes[at] = (byte)random.Next(256);
                break;
            case 4:
                bytes[at] += (byte)random.Next(-35, 36);
                break;
            case 5:
                bytes.RemoveRange(at, Math.Min(Length(), left));
                break;
            case 6:
                bytes.InsertRange(at, bytes.GetRange(at, Math.Min(Length(), left)));
                break;
            case 7:
                Overwrite(bytes, at, Piece());
                break;
            case 8:
                Overwrite(bytes, at, Block(other));
                break;
            case 9:
                bytes.InsertRange(at, Enumerable.Repeat((byte)random.Next(256), Length()));
                break;
            default:
                int from = random.Next(bytes.Count);
                Overwrite(bytes, at, [.. bytes.GetRange(from, Math.Min(Length(), bytes.Count - from))]);
                break;
        }
    }

    private byte[] Piece() => pieces[random.Next(pieces.Length)];

    private byte[] Block(byte[] of)
    {
        int from = random.Next(of.Length + 1);
        return of[from..Math.Min(of.Length, from + Length())];
    }

    /// <summary>Short ones most of the time.</summary>
    private int Length() => random.Next(1, random.Next(4) == 0 ? LongestBlock : 9);

    private static void Overwrite(List<byte> bytes, int at, byte[] with)
    {
        for (int i = 0; i < with.Length && at + i < bytes.Count; i++)
            bytes[at + i] = with[i];
    }
}
