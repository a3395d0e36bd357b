namespace RobustRepro.Stimuli.Images;

/// <summary>
/// Resizes 8-bit images as PIL does (bilinear, antialiased, first along rows, then along columns, rounded to 8 bits after each), to the byte. Networks are sensitive to it: torch's and Skia's
/// resizing give other pixels.
/// </summary>
public static class ImageResize
{
    private const int Half = 1 << (ResizeWeights.FractionBits - 1);

    /// <summary>PIL's <c>Image.resize((width, height), BILINEAR)</c>.</summary>
    /// <param name="height">In pixels, 1 or more.</param>
    /// <param name="width">In pixels, 1 or more.</param>
    public static RgbImage Bilinear(RgbImage image, int height, int width)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        return Columns(Rows(image, width), height);
    }

    /// <summary>
    /// torchvision's <c>Resize(size)</c>: the shorter side becomes <paramref name="size"/>, the longer one size * longer / shorter, rounded down.
    /// </summary>
    public static RgbImage ShorterSide(RgbImage image, int size)
    {
        int shorter = Math.Min(image.Height, image.Width), longer = (int)((double)((long)size * Math.Max(image.Height, image.Width)) / shorter);
        return image.Height < image.Width ? Bilinear(image, size, longer) : Bilinear(image, longer, size);
    }

    /// <summary>torchvision's <c>CenterCrop(size)</c>: where the margin is odd, half a pixel is rounded to the even side.</summary>
    /// <exception cref="ArgumentException">The image is smaller than the crop.</exception>
    public static RgbImage CenterCrop(RgbImage image, int size)
    {
        if (image.Height < size || image.Width < size)
            throw new ArgumentException($"an image of {image.Width} x {image.Height} pixels has no crop of {size} x {size}", nameof(image));
        int top = (int)Math.Round((image.Height - size) / 2.0, MidpointRounding.ToEven), left = (int)Math.Round((image.Width - size) / 2.0, MidpointRounding.ToEven);
        var crop = new byte[3 * size * size];
        for (int y = 0; y < size; y++)
            image.Rgb.AsSpan(3 * ((top + y) * image.Width + left), 3 * size).CopyTo(crop.AsSpan(3 * y * size));
        return new(size, size, crop);
    }

    private static RgbImage Rows(RgbImage image, int width)
    {
        if (width == image.Width)
            return image;
        var weights = new ResizeWeights(image.Width, width);
        var resized = new byte[3 * image.Height * width];
        for (int x = 0; x < width; x++)
        {
            ReadOnlySpan<int> taps = weights.Of(x);
            for (int y = 0; y < image.Height; y++)
            {
                ReadOnlySpan<byte> source = image.Rgb.AsSpan(3 * (y * image.Width + weights.First(x)), 3 * taps.Length);
                int red = Half, green = Half, blue = Half;
                for (int tap = 0; tap < taps.Length; tap++)
                {
                    red += source[3 * tap] * taps[tap];
                    green += source[3 * tap + 1] * taps[tap];
                    blue += source[3 * tap + 2] * taps[tap];
                }
                Span<byte> target = resized.AsSpan(3 * (y * width + x), 3);
                (target[0], target[1], target[2]) = (Byte(red), Byte(green), Byte(blue));
            }
        }
        return new(image.Height, width, resized);
    }

    private static RgbImage Columns(RgbImage image, int height)
    {
        if (height == image.Height)
            return image;
        var weights = new ResizeWeights(image.Height, height);
        int row = 3 * image.Width;
        var resized = new byte[row * height];
        var sums = new int[row];
        for (int y = 0; y < height; y++)
        {
            Array.Fill(sums, Half);
            ReadOnlySpan<int> taps = weights.Of(y);
            for (int tap = 0; tap < taps.Length; tap++)
            {
                ReadOnlySpan<byte> source = image.Rgb.AsSpan((weights.First(y) + tap) * row, row);
                int weight = taps[tap];
                for (int i = 0; i < source.Length; i++)
                    sums[i] += source[i] * weight;
            }
            for (int i = 0; i < row; i++)
                resized[y * row + i] = Byte(sums[i]);
        }
        return new(height, image.Width, resized);
    }

    private static byte Byte(int sum) => (byte)Math.Clamp(sum >> ResizeWeights.FractionBits, 0, 255);
}
