namespace RobustRepro.Attacks.Auto;

/// <summary>The perturbation of a square under L2 (Andriushchenko et al. 2020, section 3.3): a hill in the upper half
/// and a valley in the lower, each falling off from its middle.</summary>
internal static class SquareShape
{
    /// <summary>Row-major, of length 1.</summary>
    public static float[] Of(int side)
    {
        int upper = side / 2;
        double[] hill = Half(upper, side),
            valley = Half(side - upper, side);
        double[] both = [.. hill, .. valley.Select(v => -v)];
        double length = Length(both);
        return [.. both.Select(v => (float)(v / length))];
    }

    /// <summary>A sum of nested squares around the middle, the wider the lower: 1 / 1², 1 / 2², ...; of length
    /// 1.</summary>
    private static double[] Half(int height, int width)
    {
        int nested = Math.Max(height / 2, width / 2) + 1;
        var values = new double[height * width];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                int ring = Math.Max(Math.Abs(y - height / 2), Math.Abs(x - width / 2));
                for (int n = ring; n < nested; n++)
                    values[y * width + x] += 1.0 / ((n + 1) * (n + 1));
            }
        }
        double length = Length(values);
        return [.. values.Select(v => v / length)];
    }

    private static double Length(double[] values) => Math.Max(Math.Sqrt(values.Sum(v => v * v)), double.Epsilon);
}
