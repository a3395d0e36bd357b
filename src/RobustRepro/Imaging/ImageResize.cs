namespace RobustRepro.Imaging;

/// <summary>
/// Resizes 8-bit images as PIL does (bilinear, antialiased, first along rows, then along columns, rounded to 8 bits
/// after each), to the byte. Networks are sensitive to it: torch's and Skia's resizing give other pixels.
/// </summary>
internal static class ImageResize
{
    private const int Half = 1 << (ResizeWeights.FractionBits - 1);

    /// <summary>PIL's <c>Image.resize((width, height), BILINEAR)</c>.</summary>
    /// <param name="height">In pixels, 1 or more.</param>
    /// <param name="width">In pixels, 1 or more.</param>
    public static RgbImage Bilinear(RgbImage image, int height, int width)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        return (height, width) == (image.Height, image.Width)
            ? image
            : Weighed(image, new(image.Height, height, 0, height), new(image.Width, width, 0, width), height, width);
    }

    /// <summary>
    /// torchvision's <c>Resize(size)</c> and <c>CenterCrop(crop)</c>: the shorter side becomes <paramref name="size"/>,
    /// the longer one size * longer / shorter, rounded down; of that the square in the middle, where half a pixel of
    /// margin is rounded to the even side. Pixels that the crop leaves out are not computed.
    /// </summary>
    /// <param name="size">At least <paramref name="crop"/>.</param>
    public static RgbImage ShorterSideAndCrop(RgbImage image, int size, int crop)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(crop);
        ArgumentOutOfRangeException.ThrowIfLessThan(size, crop);
        int shorter = Math.Min(image.Height, image.Width),
            longer = (int)((double)((long)size * Math.Max(image.Height, image.Width)) / shorter);
        (int height, int width) = image.Height < image.Width ? (size, longer) : (longer, size);
        return Weighed(
            image,
            new(image.Height, height, Margin(height), crop),
            new(image.Width, width, Margin(width), crop),
            crop,
            crop
        );
        int Margin(int side) => (int)Math.Round((side - crop) / 2.0, MidpointRounding.ToEven);
    }

    private static RgbImage Weighed(RgbImage image, ResizeWeights rows, ResizeWeights columns, int height, int width)
    {
        // only these rows are ever needed
        (int top, int count) = rows.Sources.GetOffsetAndLength(image.Height);
        var narrowed = new byte[3 * count * width];
        for (int y = 0; y < count; y++)
            AlongRow(
                image.Rgb.AsSpan(3 * (top + y) * image.Width, 3 * image.Width),
                columns,
                narrowed.AsSpan(3 * y * width, 3 * width)
            );

        var resized = new byte[3 * height * width];
        var sums = new int[3 * width];
        for (int y = 0; y < height; y++)
        {
            Array.Fill(sums, Half);
            ReadOnlySpan<int> weights = rows.Of(y);
            for (int tap = 0; tap < weights.Length; tap++)
                Add(sums, narrowed.AsSpan((rows.First(y) - top + tap) * sums.Length, sums.Length), weights[tap]);
            for (int i = 0; i < sums.Length; i++)
                resized[y * sums.Length + i] = Byte(sums[i]);
        }
        return new(height, width, resized);
    }

    private static void AlongRow(ReadOnlySpan<byte> source, ResizeWeights columns, Span<byte> target)
    {
        for (int x = 0; 3 * x < target.Length; x++)
        {
            ReadOnlySpan<int> weights = columns.Of(x);
            ReadOnlySpan<byte> pixels = source.Slice(3 * columns.First(x), 3 * weights.Length);
            int red = Half,
                green = Half,
                blue = Half;
            for (int tap = 0; tap < weights.Length; tap++)
            {
                red += pixels[3 * tap] * weights[tap];
                green += pixels[3 * tap + 1] * weights[tap];
                blue += pixels[3 * tap + 2] * weights[tap];
            }
            (target[3 * x], target[3 * x + 1], target[3 * x + 2]) = (Byte(red), Byte(green), Byte(blue));
        }
    }

    private static void Add(Span<int> sums, ReadOnlySpan<byte> pixels, int weight)
    {
        for (int i = 0; i < sums.Length; i++)
            sums[i] += pixels[i] * weight;
    }

    private static byte Byte(int sum) => (byte)Math.Clamp(sum >> ResizeWeights.FractionBits, 0, 255);
}
