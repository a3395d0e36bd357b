using MathNet.Numerics.Distributions;

namespace RobustRepro.Statistics;

/// <summary>The interval of Wilson (1927) for a share of independent trials, for validity checks of a single
/// network.</summary>
internal static class WilsonInterval
{
    public static Interval Of(RatioSample sample)
    {
        double trials = sample.Denominators.Sum(),
            share = sample.Value;
        if (trials <= 0)
            return new(double.NaN, double.NaN, double.NaN);
        double z = Normal.InvCDF(0, 1, 1 - (1 - DecisionRule.Confidence) / 2),
            zz = z * z / trials;
        double centre = (share + zz / 2) / (1 + zz),
            width = z / (1 + zz) * Math.Sqrt(share * (1 - share) / trials + zz / (4 * trials));
        return new(share, centre - width, centre + width);
    }
}
