using System.Buffers.Binary;
using RobustRepro.Imaging;
using RobustRepro.Tests.Datasets;
using SkiaSharp;

namespace RobustRepro.Tests.Fuzz.Readers;

/// <summary>PNG and JPEG files.</summary>
internal static class ImageReaders
{
    /// <summary>Bytes per pixel: as stored, as RGBA, as RGB, and what the decoder holds of them.</summary>
    private const int PerPixel = 24;

    public static IEnumerable<FuzzedReader> All { get; } =
    [
        new("png", "a.png", Pngs, Read)
        {
            Pack = Checksums.Png,
            Declared = Declared,
            Words = ["IHDR", "IDAT", "IEND", "PLTE", "tRNS", "iCCP", "gAMA", "acTL", "fcTL", "eXIf", "\0\0\0\u0001"],
        },
        new("png-as-it-is", "a.png", Pngs, Read) { Declared = Declared },
        new("jpeg", "a.JPEG", Jpegs, Read)
        {
            Declared = Declared,
            Words =
            [
                "\u00ff\u00c0",
                "\u00ff\u00c2",
                "\u00ff\u00c4",
                "\u00ff\u00da",
                "\u00ff\u00db",
                "\u00ff\u00dd\0\u0004",
                "\u00ff\u00e1",
                "Exif\0\0",
                "\u00ff\u00ee",
                "Adobe",
                "\u00ff\u00d9",
                "\u00ff\u00d0",
            ],
        },
    ];

    private static void Read(string path) => _ = ImageDecoder.Decode(File.ReadAllBytes(path), path);

    private static IEnumerable<byte[]> Pngs() =>
        [
            ImageBytes.Png(5, 7, (y, x) => new SKColor((byte)(30 * x), (byte)(40 * y), 9, (byte)(200 + x))),
            ImageBytes.Png(3, 3, (_, _) => SKColors.Red),
            ImageBytes.RawPng(2, 3, 8, 0, [0, 1, 2, 3, 1, 4, 5, 6]),
            ImageBytes.RawPng(2, 2, 16, 2, [.. Enumerable.Range(0, 26).Select(i => i % 13 == 0 ? (byte)0 : (byte)i)]),
            ImageBytes.RawPng(2, 4, 2, 3, [0, 27, 0, 228], ("PLTE", [0, 0, 0, 9, 9, 9, 200, 0, 0, 0, 0, 200])),
            ImageBytes.RawPng(2, 2, 8, 4, [0, 1, 255, 2, 0, 0, 3, 9, 4, 7]),
        ];

    private static IEnumerable<byte[]> Jpegs() =>
        [
            ImageBytes.Jpeg(9, 17, (y, x) => new SKColor((byte)(15 * x), (byte)(25 * y), 99)),
            ImageBytes.Jpeg(1, 1, (_, _) => SKColors.White),
        ];

    /// <summary>By the header's width and height, whatever the rest says; the largest of a JPEG's.</summary>
    private static long Declared(byte[] content)
    {
        long pixels = 0;
        if (content is [0x89, ..] && content.Length >= 24)
            pixels = Pixels(
                BinaryPrimitives.ReadUInt32BigEndian(content.AsSpan(16)),
                BinaryPrimitives.ReadUInt32BigEndian(content.AsSpan(20))
            );
        for (int at = 0; content is [0xff, ..] && at + 9 <= content.Length; at++)
        {
            if (content[at] == 0xff && content[at + 1] is >= 0xc0 and <= 0xcf)
                pixels = Math.Max(
                    pixels,
                    Pixels(
                        BinaryPrimitives.ReadUInt16BigEndian(content.AsSpan(at + 5)),
                        BinaryPrimitives.ReadUInt16BigEndian(content.AsSpan(at + 7))
                    )
                );
        }
        return PerPixel * pixels;
    }

    /// <summary>None where there are so many that the image is refused.</summary>
    private static long Pixels(long height, long width) =>
        height * width is >= 0 and <= ImageDecoder.MostPixels and var pixels ? pixels : 0;
}
