using System.Buffers.Binary;
using System.IO.Hashing;

namespace RobustRepro.Tests.Fuzz.Readers;

/// <summary>Puts right the checksums of damaged files, so that a reader goes on to what is behind them.</summary>
internal static class Checksums
{
    private const int Block = 512,
        TarChecksum = 148,
        TarSize = 124;

    /// <summary>Those of a PNG's chunks, as far as its lengths make sense.</summary>
    public static byte[] Png(byte[] content)
    {
        byte[] png = [.. content];
        for (int at = 8; at + 12 <= png.Length; )
        {
            uint length = BinaryPrimitives.ReadUInt32BigEndian(png.AsSpan(at));
            if (length > png.Length - at - 12)
                break;
            int data = 4 + (int)length;
            BinaryPrimitives.WriteUInt32BigEndian(
                png.AsSpan(at + 4 + data),
                Crc32.HashToUInt32(png.AsSpan(at + 4, data))
            );
            at += 8 + data;
        }
        return png;
    }

    /// <summary>Those of a tar's headers, as far as its lengths make sense.</summary>
    public static byte[] Tar(byte[] content)
    {
        byte[] tar = [.. content];
        for (long at = 0; at + Block <= tar.Length; )
        {
            Span<byte> header = tar.AsSpan((int)at, Block);
            if (!header.ContainsAnyExcept((byte)0))
            {
                at += Block;
                continue;
            }
            header.Slice(TarChecksum, 8).Fill((byte)' ');
            int sum = 0;
            foreach (byte b in header)
                sum += b;
            for (int i = 5; i >= 0; i--, sum /= 8)
                header[TarChecksum + i] = (byte)('0' + sum % 8);
            header[TarChecksum + 6] = 0;
            long size = 0;
            foreach (byte digit in header.Slice(TarSize, 11))
                size = digit is >= (byte)'0' and <= (byte)'7' ? size * 8 + digit - '0' : size;
            at += Block + (size + Block - 1) / Block * Block;
        }
        return tar;
    }
}
