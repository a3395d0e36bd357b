using RobustRepro.Imaging;
using RobustRepro.Runtime;

namespace RobustRepro.Tests.Imaging;

public sealed class ImageResizeTests
{
    [Fact]
    public void Halving_a_row_weighs_four_pixels() =>
        // the triangle reaches two source pixels either side: weights 1, 3, 3, 1 of 8, cut and normalised at the ends
        // (3, 3, 1 of 7)
        Grey(ImageResize.Bilinear(Row(0, 70, 140, 210, 255, 7), 1, 3))
            .Should()
            .Equal(
                Rounded((3 * 0 + 3 * 70 + 140) / 7.0),
                Rounded((70 + 3 * 140 + 3 * 210 + 255) / 8.0),
                Rounded((210 + 3 * 255 + 3 * 7) / 7.0)
            );

    [Fact]
    public void Doubling_a_row_interpolates() =>
        Grey(ImageResize.Bilinear(Row(0, 100), 1, 4)).Should().Equal(0, 25, 75, 100);

    [Fact]
    public void Each_axis_is_rounded_on_its_own()
    {
        // rows give 0.5 and 0.5 + 1, each rounded up, to 1 and 2; their mean of 1.5 rounds to 2, where one rounding at
        // the end would give 1
        var image = new RgbImage(2, 2, [0, 0, 0, 1, 1, 1, 1, 1, 1, 2, 2, 2]);
        Grey(ImageResize.Bilinear(image, 1, 1)).Should().Equal(2);
    }

    [Fact]
    public void The_same_size_changes_nothing()
    {
        RgbImage image = Noise(7, 5);
        ImageResize.Bilinear(image, 7, 5).Rgb.Should().Equal(image.Rgb);
    }

    [Fact]
    public void A_plain_image_stays_plain() =>
        ImageResize
            .Bilinear(new(13, 17, [.. Enumerable.Repeat((byte)255, 13 * 17 * 3)]), 224, 3)
            .Rgb.Should()
            .HaveCount(224 * 9)
            .And.OnlyContain(b => b == 255);

    [Fact]
    public void Channels_stay_apart()
    {
        RgbImage image = Noise(20, 30),
            resized = ImageResize.Bilinear(image, 9, 11);
        for (int channel = 0; channel < 3; channel++)
        {
            RgbImage alone = new(
                20,
                30,
                [.. Enumerable.Range(0, 600).SelectMany(p => Enumerable.Repeat(image.Rgb[3 * p + channel], 3))]
            );
            Grey(ImageResize.Bilinear(alone, 9, 11)).Should().Equal(resized.Rgb.Where((_, i) => i % 3 == channel));
        }
    }

    [Theory]
    [InlineData(375, 500, 256, 341)]
    [InlineData(500, 333, 384, 256)]
    [InlineData(256, 300, 256, 300)]
    [InlineData(100, 100, 256, 256)]
    [InlineData(7, 21, 256, 768)]
    public void The_crop_is_the_middle_of_the_image_whose_shorter_side_was_resized(
        int height,
        int width,
        int resizedHeight,
        int resizedWidth
    )
    {
        RgbImage image = Noise(height, width),
            whole = ImageResize.Bilinear(image, resizedHeight, resizedWidth);
        int top = (int)Math.Round((resizedHeight - 224) / 2.0),
            left = (int)Math.Round((resizedWidth - 224) / 2.0);
        ImageResize
            .ShorterSideAndCrop(image, 256, 224)
            .Rgb.Should()
            .Equal(
                Enumerable
                    .Range(0, 224)
                    .SelectMany(y => whole.Rgb.Skip(3 * ((top + y) * resizedWidth + left)).Take(3 * 224))
            );
    }

    [Theory]
    [InlineData(4, 2, 1)]
    [InlineData(5, 2, 2)]
    [InlineData(7, 2, 2)]
    [InlineData(2, 2, 0)]
    public void A_crop_rounds_half_a_pixel_to_even(int width, int size, int left)
    {
        RgbImage image = new(
            size,
            width,
            [.. Enumerable.Range(0, size * width).SelectMany(p => Enumerable.Repeat((byte)(p % width), 3))]
        );
        Grey(ImageResize.ShorterSideAndCrop(image, size, size))
            .Should()
            .Equal(Enumerable.Range(0, size * size).Select(p => (byte)(left + p % size)));
    }

    [Fact]
    public void A_line_of_pixels_is_not_blown_up_beyond_the_crop()
    {
        // resized whole it would have 256 x 2,560,000 pixels
        long before = GC.GetAllocatedBytesForCurrentThread();
        ImageResize
            .ShorterSideAndCrop(new(1, 10_000, new byte[30_000]), 256, 224)
            .Rgb.Should()
            .HaveCount(3 * 224 * 224);
        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(4 << 20);
    }

    [Fact]
    public void There_is_no_crop_larger_than_the_image() =>
        ((Action)(() => ImageResize.ShorterSideAndCrop(Noise(300, 300), 200, 224)))
            .Should()
            .Throw<ArgumentOutOfRangeException>();

    private static byte Rounded(double value) => (byte)Math.Floor(value + 0.5);

    private static RgbImage Row(params byte[] grey) =>
        new(1, grey.Length, [.. grey.SelectMany(g => new[] { g, g, g })]);

    private static IEnumerable<byte> Grey(RgbImage image) => image.Rgb.Where((_, i) => i % 3 == 0);

    private static RgbImage Noise(int height, int width)
    {
        var random = new SplitMixRandom(5, height);
        var rgb = new byte[3 * height * width];
        for (int i = 0; i < rgb.Length; i++)
            rgb[i] = (byte)random.Below(256);
        return new(height, width, rgb);
    }
}
