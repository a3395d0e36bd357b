using MathNet.Numerics.Distributions;

namespace RobustRepro.Statistics;

/// <summary>
/// The difference R - S of the means over training runs, for one architecture or as the mean over several: Welch's t on
/// run means with the component of the images, degrees of freedom after Satterthwaite (1946).
/// </summary>
internal sealed class RunDifference
{
    /// <summary>Nobody trains more.</summary>
    public const int MostRuns = 10_000;

    private readonly (double Variance, double Degrees, int Runs)[] between;
    private readonly ImageComponent images;

    /// <param name="architectures">At least one; each arm of each has at least two runs.</param>
    public RunDifference(params IReadOnlyList<(Arm Standard, Arm Robust)> architectures)
    {
        if (architectures.Any(a => a.Standard.Count < 2 || a.Robust.Count < 2))
            throw new ArgumentException("an arm with a single run says nothing of other runs", nameof(architectures));
        double squared = (double)architectures.Count * architectures.Count;
        between =
        [
            .. architectures
                .SelectMany(a => new[] { a.Standard, a.Robust })
                .Select(arm => (arm.VarianceOfMean / squared, (double)arm.Count - 1, arm.Count)),
        ];
        images = ImageComponent.Of(architectures);
        Standard = architectures.Average(a => a.Standard.Mean);
        Robust = architectures.Average(a => a.Robust.Mean);
        (Error, Degrees) = Spread(between, images);
    }

    /// <summary>Mean over the runs of S.</summary>
    public double Standard { get; }

    /// <summary>Mean over the runs of R.</summary>
    public double Robust { get; }

    public double Estimate => Robust - Standard;

    /// <summary>Standard error of the difference.</summary>
    public double Error { get; }

    /// <summary>Degrees of freedom of the error.</summary>
    public double Degrees { get; }

    /// <summary>The component of the images within the squared standard error.</summary>
    public double ImageVariance => images.Variance;

    public Interval Interval
    {
        get
        {
            double width = HalfWidth(Error, Degrees);
            return new(Estimate, Estimate - width, Estimate + width);
        }
    }

    /// <summary>Two-sided p of no difference; 1 where there is none, 0 where nothing varies.</summary>
    public double P =>
        Error > 0 ? 2 * StudentT.CDF(0, 1, Degrees, -Math.Abs(Estimate) / Error)
        : Estimate == 0 ? 1
        : double.IsNaN(Error) ? double.NaN
        : 0;

    /// <summary>The smallest true difference that such data would show to be one with 80% probability.</summary>
    public double DetectableEffect =>
        Error > 0
            ? (
                StudentT.InvCDF(0, 1, Degrees, 1 - (1 - DecisionRule.Confidence) / 2)
                + StudentT.InvCDF(0, 1, Degrees, DecisionRule.Power)
            ) * Error
            : Error;

    /// <summary>What would bring half the width of the interval to half the smallest effect: runs per arm, or, where
    /// no number of runs would, images as well.</summary>
    public Needed Needed(double smallestEffect)
    {
        double wanted = smallestEffect / 2,
            normal = Normal.InvCDF(0, 1, 1 - (1 - DecisionRule.Confidence) / 2);
        if (normal * Math.Sqrt(images.Variance) >= wanted)
        {
            // half of what is wanted is left to the runs
            double factor = images.Variance * normal * normal * 2 / (wanted * wanted);
            return new(null, images.Images == 0 ? null : (int)Math.Ceiling(images.Images * factor / 100) * 100);
        }
        for (int runs = 2; runs <= MostRuns; runs++)
        {
            (double error, double degrees) = Spread([.. between.Select(b => With(b, runs))], images);
            // a quantile of t is never below the normal one, and takes a thousand times as long
            if (normal * error <= wanted && HalfWidth(error, degrees) <= wanted)
                return new(runs, null);
        }
        return new(null, null);
    }

    private static (double, double, int) With((double Variance, double Degrees, int Runs) arm, int runs) =>
        (arm.Variance * arm.Runs / runs, runs - 1, runs);

    private static double HalfWidth(double error, double degrees) =>
        error > 0 ? StudentT.InvCDF(0, 1, degrees, 1 - (1 - DecisionRule.Confidence) / 2) * error : error;

    private static (double Error, double Degrees) Spread(
        (double Variance, double Degrees, int Runs)[] between,
        ImageComponent images
    )
    {
        double variance = between.Sum(b => b.Variance) + images.Variance,
            fourth =
                between.Sum(b => b.Variance * b.Variance / b.Degrees)
                + images.Variance * images.Variance / images.Degrees;
        return (Math.Sqrt(variance), variance > 0 ? variance * variance / fourth : 1);
    }
}
