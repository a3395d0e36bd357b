using RobustRepro.Imaging;
using RobustRepro.Tests.Datasets;
using SkiaSharp;

namespace RobustRepro.Tests.Imaging;

public sealed class ImageDecoderTests
{
    [Fact]
    public void Rgb_keeps_its_bytes()
    {
        RgbImage image = ImageDecoder.Decode(
            ImageBytes.Png(2, 3, (y, x) => new((byte)(100 * y), (byte)(10 * x), 7)),
            "a.png"
        );
        (image.Height, image.Width).Should().Be((2, 3));
        image.Rgb.Should().Equal(0, 0, 7, 0, 10, 7, 0, 20, 7, 100, 0, 7, 100, 10, 7, 100, 20, 7);
        var planes = new byte[18];
        image.CopyPlanes(planes);
        planes.Should().Equal(0, 0, 0, 100, 100, 100, 0, 10, 20, 0, 10, 20, 7, 7, 7, 7, 7, 7);
    }

    [Fact]
    public void Grey_becomes_rgb() =>
        ImageDecoder
            .Decode(ImageBytes.RawPng(1, 3, 8, 0, [0, 5, 130, 255]), "grey.png")
            .Rgb.Should()
            .Equal(5, 5, 5, 130, 130, 130, 255, 255, 255);

    [Fact]
    public void A_palette_is_looked_up() =>
        ImageDecoder
            .Decode(ImageBytes.RawPng(1, 3, 8, 3, [0, 1, 0, 1], ("PLTE", [10, 20, 30, 40, 50, 60])), "palette.png")
            .Rgb.Should()
            .Equal(40, 50, 60, 10, 20, 30, 40, 50, 60);

    [Fact]
    public void Sixteen_bits_become_eight() =>
        ImageDecoder
            .Decode(ImageBytes.RawPng(1, 2, 16, 2, [0, 1, 1, 2, 2, 255, 255, 128, 128, 0, 0, 77, 77]), "deep.png")
            .Rgb.Should()
            .Equal(1, 2, 255, 128, 0, 77);

    [Fact]
    public void What_is_transparent_is_composited_on_white() =>
        ImageDecoder
            .Decode(ImageBytes.RawPng(1, 4, 8, 4, [0, 0, 0, 0, 128, 100, 51, 9, 255]), "alpha.png")
            .Rgb.Should()
            .Equal(255, 255, 255, 127, 127, 127, 224, 224, 224, 9, 9, 9);

    [Fact]
    public void A_transparent_palette_entry_is_white() =>
        ImageDecoder
            .Decode(
                ImageBytes.RawPng(1, 2, 8, 3, [0, 0, 1], ("PLTE", [10, 20, 30, 40, 50, 60]), ("tRNS", [0])),
                "alpha.png"
            )
            .Rgb.Should()
            .Equal(255, 255, 255, 40, 50, 60);

    [Fact]
    public void A_file_is_what_its_content_says() =>
        ImageDecoder.Decode(ImageBytes.Plain(1, 2, 3, 1, 1), "n02105855_2933.JPEG").Rgb.Should().Equal(1, 2, 3);

    [Fact]
    public void A_jpeg_cut_off_anywhere_is_refused()
    {
        byte[] whole = ImageBytes.Jpeg(32, 32, (y, x) => new((byte)(8 * y), (byte)(8 * x), (byte)(x * y)));
        ImageDecoder.Decode(whole, "a.jpg").Rgb.Should().HaveCount(32 * 32 * 3);
        for (int kept = 1; kept < whole.Length; kept++)
            Refused(
                whole[..kept],
                "a.jpg",
                kept < 3 ? "a.jpg is no image that can be read*" : "a.jpg cannot be decoded (*): damaged or cut off"
            );
    }

    [Fact]
    public void A_png_cut_off_anywhere_is_refused()
    {
        byte[] whole = ImageBytes.Png(32, 32, (y, x) => new((byte)(8 * y), (byte)(8 * x), (byte)(x * y)));
        ImageDecoder.Decode(whole, "a.png").Rgb.Should().HaveCount(32 * 32 * 3);
        for (int kept = 1; kept < whole.Length; kept++)
            Refused(
                whole[..kept],
                "a.png",
                kept < 8 ? "a.png is no image that can be read*" : "a.png cannot be decoded (*): damaged or cut off"
            );
    }

    [Fact]
    public void A_png_with_an_altered_byte_of_pixels_is_refused()
    {
        byte[] png = ImageBytes.Png(32, 32, (y, x) => new((byte)(8 * y), (byte)(8 * x), (byte)(x * y)));
        png[png.Length / 2] ^= 0x55;
        Refused(png, "a.png", "a.png cannot be decoded (*): damaged or cut off");
    }

    [Fact]
    public void An_empty_file_is_refused() =>
        Refused([], "images/a.png", "images/a.png is empty (0 bytes), expected a PNG or JPEG image");

    [Fact]
    public void A_text_named_png_is_refused() =>
        Refused("not an image\n"u8.ToArray(), "a.png", "a.png is no image that can be read, expected PNG or JPEG");

    [Fact]
    public void Another_format_is_refused()
    {
        using var bitmap = new SKBitmap(4, 4);
        using SKData webp = bitmap.Encode(SKEncodedImageFormat.Webp, 100);
        Refused(webp.ToArray(), "a.png", "a.png is no image that can be read, expected PNG or JPEG");
    }

    [Fact]
    public void Too_many_pixels_are_refused_from_the_header()
    {
        byte[] huge = ImageBytes.RawPng(10_000, 10_000, 8, 2, [0]);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Refused(
            huge,
            "huge.png",
            "huge.png has 10000 x 10000 pixels; images of more than 89,478,485 pixels are refused"
        );
        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(1 << 20);
    }

    [Fact]
    public void A_jpeg_header_that_claims_too_many_pixels_is_refused()
    {
        byte[] jpeg = ImageBytes.Jpeg(32, 32, (_, _) => SKColors.Red);
        // the frame header: marker, length, precision, then height and width
        int frame = jpeg.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xC0]);
        ((ReadOnlySpan<byte>)[0xFF, 0xDC, 0xFF, 0xDC]).CopyTo(jpeg.AsSpan(frame + 5));
        Refused(
            jpeg,
            "huge.jpg",
            "huge.jpg has 65500 x 65500 pixels; images of more than 89,478,485 pixels are refused"
        );
    }

    private static void Refused(byte[] content, string name, string message) =>
        ((Action)(() => ImageDecoder.Decode(content, name)))
            .Should()
            .Throw<InvalidInputException>()
            .WithMessage(message)
            .Which.Message.Should()
            .NotContain("\n");
}
