namespace RobustRepro.Stimuli.Distortions;

/// <summary>
/// Separable correlation as SciPy's ndimage does it: rows first (along y), then columns, the centre's product first,
/// then the pairs from the outermost inwards. In that order sums round as SciPy's do, which decides ties between
/// neighbours in edge detection.
/// </summary>
internal static class GaussianFilter
{
    /// <summary>Normalised Gaussian weights; the middle one is that of the pixel itself.</summary>
    /// <param name="sigma">In pixels; 0 gives the identity.</param>
    /// <param name="truncate">Radius in sigmas, rounded to whole pixels.</param>
    public static double[] Kernel(double sigma, double truncate = 4)
    {
        if (!(sigma >= 0 && double.IsFinite(sigma)))
            throw new ArgumentOutOfRangeException(
                nameof(sigma),
                sigma,
                "the sigma of a Gaussian filter is a number of pixels, not negative"
            );
        int radius = (int)(truncate * sigma + 0.5);
        double[] weights =
        [
            .. Enumerable
                .Range(-radius, 2 * radius + 1)
                .Select(i => i == 0 ? 1 : Math.Exp(-0.5 / (sigma * sigma) * (i * i))),
        ];
        double sum = weights.Sum();
        return [.. weights.Select(w => w / sum)];
    }

    public static Plane Apply(Plane plane, double sigma, Border border, double truncate = 4)
    {
        double[] kernel = Kernel(sigma, truncate);
        return kernel.Length == 1
            ? plane
            : Correlate(Correlate(plane, kernel, vertical: true, border), kernel, vertical: false, border);
    }

    /// <summary>Correlation along one axis with weights that are symmetric, or antisymmetric with a middle of
    /// 0.</summary>
    public static Plane Correlate(Plane plane, double[] kernel, bool vertical, Border border)
    {
        int radius = kernel.Length / 2;
        double sign = kernel[0] == kernel[^1] ? 1 : -1;
        int length = vertical ? plane.Height : plane.Width,
            lines = vertical ? plane.Width : plane.Height;
        int step = vertical ? plane.Width : 1,
            between = vertical ? 1 : plane.Width;
        var result = new Plane(plane.Height, plane.Width);
        var line = new double[length + 2 * radius];
        int[] source = [.. Enumerable.Range(-radius, line.Length).Select(i => Plane.Within(i, length, border))];
        for (int l = 0; l < lines; l++)
        {
            for (int i = 0; i < line.Length; i++)
                line[i] = source[i] < 0 ? 0 : plane.Values[l * between + source[i] * step];
            for (int i = 0; i < length; i++)
            {
                double sum = line[i + radius] * kernel[radius];
                for (int k = 0; k < radius; k++)
                    sum += (line[i + k] + sign * line[i + 2 * radius - k]) * kernel[k];
                result.Values[l * between + i * step] = sum;
            }
        }
        return result;
    }
}
