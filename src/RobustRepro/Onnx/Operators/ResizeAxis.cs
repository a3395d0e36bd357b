namespace RobustRepro.Onnx.Operators;

/// <summary>Which old values make each new one when an axis is resized, and by which weights.</summary>
internal sealed class ResizeAxis
{
    private readonly long input;
    private readonly double scale;
    private readonly string mode;
    private readonly string transformation;
    private readonly string nearest;
    private readonly double cubic;
    private readonly bool excludes;
    private readonly bool antialiases;

    /// <param name="old">As before opset 11: coordinates are divided by the scale.</param>
    /// <param name="input">Values of the axis before.</param>
    /// <param name="length">Values after.</param>
    /// <param name="scale">How much longer the axis becomes, as given.</param>
    /// <exception cref="InvalidDataException">A mode that does not exist.</exception>
    public ResizeAxis(OnnxNode node, bool old, long input, long length, double scale)
    {
        this.input = input;
        this.scale = scale;
        Length = length;
        mode = node.Text("mode", "nearest");
        transformation = old ? "asymmetric" : node.Text("coordinate_transformation_mode", "half_pixel");
        // as ONNX Runtime does it, and the tests of opset 10 want it
        string oldNearest = scale < 1 ? "ceil" : "floor";
        nearest = old ? oldNearest : node.Text("nearest_mode", "round_prefer_floor");
        cubic = node.Float("cubic_coeff_a", -0.75);
        excludes = node.Int("exclude_outside", 0) != 0;
        antialiases = node.Int("antialias", 0) != 0 && scale < 1;
        if (mode is not ("nearest" or "linear" or "bilinear" or "cubic"))
            throw new InvalidDataException($"its mode is {mode}");
    }

    public long Length { get; }

    /// <summary>The part of the axis that is shown, from 0 to 1.</summary>
    public double RoiStart { get; init; }

    public double RoiEnd { get; init; } = 1;

    public bool IsNearest => mode == "nearest";

    /// <summary>Whether every value stays as it is.</summary>
    public bool IsIdentity => input == Length && scale == 1 && transformation != "tf_crop_and_resize";

    /// <summary>Per new value, the old one.</summary>
    public long[] Nearest() =>
        [
            .. Coordinates()
                .Select(x =>
                    (long)
                        Math.Clamp(
                            nearest switch
                            {
                                "round_prefer_floor" => Math.Ceiling(x - 0.5),
                                "round_prefer_ceil" => Math.Floor(x + 0.5),
                                "floor" => Math.Floor(x),
                                "ceil" => Math.Ceiling(x),
                                _ => throw new InvalidDataException($"its nearest_mode is {nearest}"),
                            },
                            0,
                            Math.Max(input - 1, 0)
                        )
                ),
        ];

    /// <summary>Per new value the weights of all old ones, row by row.</summary>
    public float[] Weights()
    {
        float[] weights = new float[Length * input];
        bool isCubic = mode == "cubic";
        double stretch = antialiases ? scale : 1,
            reach = (isCubic ? 2 : 1) / stretch;
        long row = 0;
        foreach (double x in Coordinates())
        {
            long from = (long)Math.Floor(x - reach) + 1,
                to = antialiases ? (long)Math.Ceiling(x + reach) - 1 : from + (long)(2 * reach) - 1;
            double[] taps = [.. Range(from, to).Select(at => Tap((at - x) * stretch, isCubic))];
            if (excludes || (antialiases && !isCubic))
                taps = [.. taps.Select((tap, i) => excludes && (from + i < 0 || from + i >= input) ? 0 : tap)];
            double sum = excludes || antialiases ? taps.Sum() : 1;
            for (int i = 0; i < taps.Length; i++)
                weights[row * input + Math.Clamp(from + i, 0, input - 1)] += (float)(taps[i] / sum);
            row++;
        }
        return weights;
    }

    /// <summary>Which new values lie outside of the old axis; null unless that counts.</summary>
    public bool[]? Outside() =>
        transformation == "tf_crop_and_resize" ? [.. Coordinates().Select(x => x < 0 || x > input - 1)] : null;

    private static IEnumerable<long> Range(long from, long to)
    {
        for (long at = from; at <= to; at++)
            yield return at;
    }

    private double Tap(double x, bool isCubic)
    {
        x = Math.Abs(x);
        if (!isCubic)
            return Math.Max(0, 1 - x);
        if (x >= 2)
            return 0;
        return x <= 1
            ? ((cubic + 2) * x - (cubic + 3)) * x * x + 1
            : ((cubic * x - 5 * cubic) * x + 8 * cubic) * x - 4 * cubic;
    }

    private IEnumerable<double> Coordinates()
    {
        for (long i = 0; i < Length; i++)
            yield return Coordinate(i);
    }

    private double Coordinate(long i)
    {
        double exact = scale * input;
        switch (transformation)
        {
            case "half_pixel":
                return (i + 0.5) / scale - 0.5;
            case "half_pixel_symmetric":
                double adjusted = Length / exact,
                    centre = input / 2.0;
                return centre * (1 - adjusted) + (i + 0.5) / scale - 0.5;
            case "pytorch_half_pixel":
                return Length > 1 ? (i + 0.5) / scale - 0.5 : -0.5;
            case "align_corners":
                return Length > 1 ? i * (input - 1.0) / (exact - 1) : 0;
            case "asymmetric":
                return i / scale;
            case "tf_half_pixel_for_nn":
                return (i + 0.5) / scale;
            case "tf_crop_and_resize":
                return Length > 1
                    ? RoiStart * (input - 1) + i * (RoiEnd - RoiStart) * (input - 1) / (exact - 1)
                    : 0.5 * (RoiStart + RoiEnd) * (input - 1);
            default:
                throw new InvalidDataException($"its coordinate_transformation_mode is {transformation}");
        }
    }
}
