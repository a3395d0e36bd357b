namespace RobustRepro.Imaging;

/// <summary>
/// From the bytes of an image file to RGB, by SkiaSharp. PNG and JPEG are read, whatever the file is called: a few
/// files of ImageNet are PNGs named .JPEG. Grey and palette become RGB, 16 bits become 8, and what is transparent is
/// composited on white. Neither colour profiles nor EXIF rotation are applied, as PIL and torchvision do not. Several
/// threads may decode.
/// </summary>
internal static class ImageDecoder
{
    /// <summary>Images with more pixels are refused from their header: the size from which PIL warns of a decompression
    /// bomb (Image.MAX_IMAGE_PIXELS), above every image of ImageNet.</summary>
    public const long MostPixels = 89_478_485;

    private const int Opaque = 255;

    /// <param name="content">The whole file.</param>
    /// <param name="name">The file, as errors name it.</param>
    /// <exception cref="InvalidInputException">It is empty, no PNG or JPEG, has more than <see cref="MostPixels"/>
    /// pixels, is damaged or cut off.</exception>
    public static RgbImage Decode(byte[] content, string name)
    {
        var pixels = DecodedPixels.Decode(content, name);
        ReadOnlySpan<byte> rgba = pixels.Rgba;
        var rgb = new byte[rgba.Length / 4 * 3];
        for (int from = 0, to = 0; from < rgba.Length; from += 4, to += 3)
        {
            rgb[to] = rgba[from];
            rgb[to + 1] = rgba[from + 1];
            rgb[to + 2] = rgba[from + 2];
            if (rgba[from + 3] != Opaque)
                CompositeOnWhite(rgb.AsSpan(to, 3), rgba[from + 3]);
        }
        return new(pixels.Height, pixels.Width, rgb);
    }

    private static void CompositeOnWhite(Span<byte> rgb, int alpha)
    {
        foreach (ref byte channel in rgb)
            channel = (byte)((channel * alpha + 255 * (Opaque - alpha) + Opaque / 2) / Opaque);
    }
}
