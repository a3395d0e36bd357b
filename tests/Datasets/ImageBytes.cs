using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using SkiaSharp;

namespace RobustRepro.Tests.Datasets;

/// <summary>Image files made in memory.</summary>
internal static class ImageBytes
{
    public static byte[] Png(int height, int width, Func<int, int, SKColor> color) =>
        Encode(height, width, SKAlphaType.Unpremul, color, SKEncodedImageFormat.Png);

    public static byte[] Jpeg(int height, int width, Func<int, int, SKColor> color) =>
        Encode(height, width, SKAlphaType.Opaque, color, SKEncodedImageFormat.Jpeg);

    /// <summary>One colour all over.</summary>
    public static byte[] Plain(byte red, byte green, byte blue, int height = 32, int width = 32) =>
        Png(height, width, (_, _) => new(red, green, blue));

    /// <summary>A PNG put together by hand, chunk by chunk, as no encoder here writes it.</summary>
    /// <param name="colourType">Of the PNG standard: 0 grey, 2 RGB, 3 palette, 4 grey with alpha.</param>
    /// <param name="rows">Each row with its filter byte in front.</param>
    public static byte[] RawPng(
        int height,
        int width,
        byte bitDepth,
        byte colourType,
        byte[] rows,
        params (string Name, byte[] Data)[] extra
    )
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (bitDepth, colourType);
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            zlib.Write(rows);
        (string, byte[])[] chunks = [("IHDR", header), .. extra, ("IDAT", packed.ToArray()), ("IEND", [])];
        return [0x89, .. "PNG\r\n"u8, 0x1A, (byte)'\n', .. chunks.SelectMany(chunk => Chunk(chunk.Item1, chunk.Item2))];
    }

    private static byte[] Chunk(string name, byte[] data)
    {
        byte[] chunk = [0, 0, 0, 0, .. Encoding.ASCII.GetBytes(name), .. data, 0, 0, 0, 0];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(chunk.Length - 4), Crc(chunk.AsSpan(4, chunk.Length - 8)));
        return chunk;
    }

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte b in bytes)
        {
            crc ^= b;
            for (int bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 1 ? crc >> 1 ^ 0xEDB88320 : crc >> 1;
        }
        return ~crc;
    }

    private static byte[] Encode(
        int height,
        int width,
        SKAlphaType alpha,
        Func<int, int, SKColor> color,
        SKEncodedImageFormat format
    )
    {
        using var bitmap = new SKBitmap(width, height, SKColorType.Rgba8888, alpha);
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
                bitmap.SetPixel(x, y, color(y, x));
        }
        using SKData data = bitmap.Encode(format, 90);
        return data.ToArray();
    }
}
