using SkiaSharp;

namespace RobustRepro.Imaging;

/// <summary>The pixels of a PNG or JPEG file as they are stored: no colour management, no premultiplied alpha, no
/// rotation by EXIF.</summary>
/// <param name="Rgba">Row-major, four bytes per pixel.</param>
/// <param name="IsGrey">The file has one channel.</param>
/// <param name="IsOpaque">No pixel can be transparent.</param>
internal sealed record DecodedPixels(int Height, int Width, byte[] Rgba, bool IsGrey, bool IsOpaque)
{
    /// <summary>The chunk every PNG ends with: no data, the name IEND, the checksum of that.</summary>
    private static ReadOnlySpan<byte> PngEnd =>
        [0, 0, 0, 0, (byte)'I', (byte)'E', (byte)'N', (byte)'D', 0xAE, 0x42, 0x60, 0x82];

    /// <summary>The start-of-image marker and the first byte of the next.</summary>
    private static ReadOnlySpan<byte> JpegStart => [0xFF, 0xD8, 0xFF];

    /// <summary>The signature.</summary>
    private static ReadOnlySpan<byte> PngStart => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <param name="content">The whole file.</param>
    /// <param name="name">The file, as errors name it.</param>
    /// <exception cref="InvalidInputException">It is empty, no PNG or JPEG, has more than
    /// <see cref="ImageDecoder.MostPixels"/> pixels, is damaged or cut off.</exception>
    public static DecodedPixels Decode(byte[] content, string name)
    {
        if (content.Length == 0)
            throw new InvalidInputException($"{name} is empty (0 bytes), expected a PNG or JPEG image");
        using SKData data = SKData.CreateCopy(content);
        using SKCodec? codec = SKCodec.Create(data);
        if (codec is null && (content.AsSpan().StartsWith(JpegStart) || content.AsSpan().StartsWith(PngStart)))
            throw new InvalidInputException($"{name} cannot be decoded (no complete header): damaged or cut off");
        if (codec is null || codec.EncodedFormat is not (SKEncodedImageFormat.Jpeg or SKEncodedImageFormat.Png))
            throw new InvalidInputException($"{name} is no image that can be read, expected PNG or JPEG");
        SKImageInfo stored = codec.Info;
        if ((long)stored.Width * stored.Height > ImageDecoder.MostPixels)
            throw new InvalidInputException(
                $"{name} has {stored.Width} x {stored.Height} pixels; images of more than "
                    + $"{ImageDecoder.MostPixels:N0} pixels are refused"
            );
        // Skia is content once it has all rows; it does notice a JPEG without its end
        if (codec.EncodedFormat == SKEncodedImageFormat.Png && content.AsSpan().LastIndexOf(PngEnd) < 0)
            throw new InvalidInputException($"{name} cannot be decoded (no IEND chunk): damaged or cut off");
        var info = new SKImageInfo(stored.Width, stored.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul);
        SKCodecResult result = codec.GetPixels(info, out byte[] pixels);
        return result == SKCodecResult.Success
            ? new(
                info.Height,
                info.Width,
                pixels,
                stored.ColorType == SKColorType.Gray8,
                stored.AlphaType == SKAlphaType.Opaque
            )
            : throw new InvalidInputException($"{name} cannot be decoded ({result}): damaged or cut off");
    }
}
