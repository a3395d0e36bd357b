using System.Globalization;
using RobustRepro.Claims;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace RobustRepro.Reporting.Figures;

/// <summary>The axis that clean and noisy variations share: linear, or logarithmic with a place for 0 at its lower
/// end.</summary>
internal sealed class VariationAxis
{
    private const int CurvePoints = 100;

    private readonly double floor;

    private VariationAxis(bool logarithmic, double low, double high, double floor)
    {
        IsLogarithmic = logarithmic;
        Low = low;
        High = high;
        this.floor = floor;
    }

    public bool IsLogarithmic { get; }

    /// <summary>Where the axis begins, as a position in the plot.</summary>
    public double Low { get; }

    /// <summary>Where the axis ends, as a position in the plot.</summary>
    public double High { get; }

    /// <param name="values">All that will stand on the axis; finite.</param>
    /// <param name="logarithmicFrom">Quotient of the 90% and 10% quantiles of what is above 0 from which the axis is
    /// logarithmic.</param>
    public static VariationAxis For(IReadOnlyList<double> values, double logarithmicFrom)
    {
        double[] positive = [.. values.Where(v => v > 0).Order()];
        if (
            positive.Length == 0
            || values.Any(v => v < 0)
            || positive[(int)(0.9 * (positive.Length - 1))]
                < logarithmicFrom * positive[(int)(0.1 * (positive.Length - 1))]
        )
        {
            double top = positive.Length == 0 ? 1 : positive[^1],
                bottom = Math.Min(0, values.DefaultIfEmpty().Min());
            return new(false, bottom - 0.04 * (top - bottom), top + 0.06 * (top - bottom), bottom);
        }
        double low = Math.Log10(positive[0]),
            high = Math.Log10(positive[^1]),
            zero = low - 0.12 * (high - low);
        // 0 stands a step below the least variation
        return values.Contains(0)
            ? new(true, zero - 0.04 * (high - low), high + 0.06 * (high - low), zero)
            : new(true, low - 0.06 * (high - low), high + 0.06 * (high - low), double.NaN);
    }

    /// <summary>Where a variation stands in the plot.</summary>
    public double Position(double value) =>
        !IsLogarithmic ? value
        : value > 0 ? Math.Log10(value)
        : floor;

    /// <summary>Outline of all points whose two variations differ by less than the threshold; on logarithmic axes it
    /// bends.</summary>
    public Coordinates[] Band(double threshold)
    {
        if (!IsLogarithmic)
            return
            [
                new(Low, Low + threshold),
                new(High, High + threshold),
                new(High, High - threshold),
                new(Low, Low - threshold),
            ];
        double[] at = [.. Enumerable.Range(0, CurvePoints + 1).Select(i => Low + i * (High - Low) / CurvePoints)];
        Coordinates[] above = [.. at.Select(x => new Coordinates(x, Math.Log10(Math.Pow(10, x) + threshold)))];
        // below the line the same curve, mirrored
        return [.. above, .. above.Reverse().Select(p => new Coordinates(p.Y, p.X)), new(Low, Low)];
    }

    public ITickGenerator Ticks()
    {
        if (!IsLogarithmic)
            return new NumericAutomatic { TargetTickCount = 6, LabelFormatter = VerdictText.Tick };
        var ticks = new NumericManual();
        if (!double.IsNaN(floor))
            ticks.AddMajor(floor, "0");
        double[] steps = High - Low > 2.5 ? [1] : [1, 3];
        int every = High - Low > 4.5 ? 2 : 1;
        for (int power = (int)Math.Floor(High); power >= Math.Floor(Low); power -= every)
        {
            foreach (double value in steps.Select(s => s * Math.Pow(10, power)))
            {
                double position = Math.Log10(value);
                if (position < High && position > (double.IsNaN(floor) ? Low : floor + 0.1 * (High - Low)))
                    ticks.AddMajor(position, value.ToString("0.######", CultureInfo.InvariantCulture));
            }
        }
        return ticks;
    }
}
