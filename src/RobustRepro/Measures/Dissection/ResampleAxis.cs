namespace RobustRepro.Measures.Dissection;

/// <summary>
/// Bilinear resampling along one axis with PIL's coefficients, in double precision: for enlarging, interpolation as
/// with align_corners = false; for shrinking, a triangle as wide as the scale. Outputs that read the same inputs stand
/// next to each other and form a cell.
/// </summary>
internal sealed class ResampleAxis
{
    /// <param name="from">Values along the axis.</param>
    /// <param name="to">Pixels along the axis.</param>
    public ResampleAxis(int from, int to)
    {
        From = from;
        To = to;
        double scale = (double)from / to,
            filter = Math.Max(scale, 1);
        Taps = Math.Min(from, scale <= 1 ? 2 : 2 * (int)Math.Ceiling(filter) + 1);
        Weights = new double[Taps * to + Padding];
        List<int> inputs = [],
            outputs = [];
        Span<double> weights = stackalloc double[Taps];
        for (int x = 0; x < to; x++)
        {
            double center = (x + 0.5) * scale;
            int first = Math.Clamp((int)Math.Floor(scale <= 1 ? center - 0.5 : center - filter + 0.5), 0, from - Taps);
            double sum = 0;
            for (int t = 0; t < Taps; t++)
            {
                double weight = Math.Max(0, 1 - Math.Abs((first + t - center + 0.5) * (1 / filter)));
                weights[t] = weight;
                sum += weight;
            }
            for (int t = 0; t < Taps; t++)
                Weights[t * to + x] = weights[t] / sum;
            if (inputs.Count == 0 || inputs[^1] != first)
            {
                inputs.Add(first);
                outputs.Add(x);
            }
        }
        outputs.Add(to);
        FirstInput = [.. inputs];
        FirstOutput = [.. outputs];
    }

    /// <summary>Zeros after the weights, so that vectors may be read from any of them.</summary>
    public const int Padding = 8;

    public int From { get; }

    public int To { get; }

    /// <summary>Inputs that an output reads: 2 where the axis is enlarged.</summary>
    public int Taps { get; }

    public int Cells => FirstInput.Length;

    /// <summary>Per cell, where the inputs that it reads begin.</summary>
    public int[] FirstInput { get; }

    /// <summary>Per cell, where its outputs begin; one entry more than cells, so that the next entry is where they
    /// end.</summary>
    public int[] FirstOutput { get; }

    /// <summary>The weight of tap t for output x at [t * To + x].</summary>
    public double[] Weights { get; }
}
