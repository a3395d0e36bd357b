namespace RobustRepro.Stimuli.Distortions;

/// <summary>
/// One channel of one image in double precision. What looks at neighbouring pixels is computed on planes, image by
/// image, so that neither the batch nor the number of threads can change a bit of the result.
/// </summary>
internal sealed class Plane(int height, int width)
{
    public int Height { get; } = height;

    public int Width { get; } = width;

    /// <summary>Row by row.</summary>
    public double[] Values { get; } = new double[height * width];

    public double this[int y, int x]
    {
        get => Values[y * Width + x];
        set => Values[y * Width + x] = value;
    }

    /// <summary>A plane whose every pixel is computed from its place.</summary>
    public static Plane Create(int height, int width, Func<int, int, double> value)
    {
        var plane = new Plane(height, width);
        for (int y = 0, i = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++, i++)
                plane.Values[i] = value(y, x);
        }
        return plane;
    }

    public Plane Map(Func<double, double> value)
    {
        var mapped = new Plane(Height, Width);
        for (int i = 0; i < Values.Length; i++)
            mapped.Values[i] = value(Values[i]);
        return mapped;
    }

    /// <summary>The pixel, also beyond the border.</summary>
    public double At(int y, int x, Border border)
    {
        y = Within(y, Height, border);
        x = Within(x, Width, border);
        return y < 0 || x < 0 ? 0 : Values[y * Width + x];
    }

    /// <summary>Bilinear interpolation between the four pixels around a place.</summary>
    public double Sample(double y, double x, Border border)
    {
        int top = (int)Math.Floor(y),
            left = (int)Math.Floor(x);
        double down = y - top,
            right = x - left;
        double upper = At(top, left, border) * (1 - right) + At(top, left + 1, border) * right;
        double lower = At(top + 1, left, border) * (1 - right) + At(top + 1, left + 1, border) * right;
        return upper * (1 - down) + lower * down;
    }

    /// <summary>The place inside that stands for one beyond the border, or -1.</summary>
    internal static int Within(int place, int length, Border border)
    {
        if ((uint)place < (uint)length)
            return place;
        switch (border)
        {
            case Border.Zero:
                return -1;
            case Border.Nearest:
                return Math.Clamp(place, 0, length - 1);
            case Border.Reflect:
                place = Modulo(place, 2 * length);
                return place < length ? place : 2 * length - 1 - place;
            default:
                if (length == 1)
                    return 0;
                place = Modulo(place, 2 * length - 2);
                return place < length ? place : 2 * length - 2 - place;
        }
    }

    private static int Modulo(int a, int n) => (a % n + n) % n;
}
