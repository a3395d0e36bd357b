using System.Globalization;
using System.Runtime.CompilerServices;
using MathNet.Numerics.Distributions;
using RobustRepro.Statistics;

namespace RobustRepro.Tests.Statistics;

/// <summary>The rule against R: t.test and lme4 on the same numbers (eng/statistics-reference.R).</summary>
public sealed class RunDifferenceTests
{
    public static TheoryData<int> Cases => [.. Enumerable.Range(0, Reference().Length)];

    [Theory, MemberData(nameof(Cases))]
    public void R_comes_to_the_same(int number)
    {
        string[] row = Reference()[number];
        int standard = int.Parse(row[1], CultureInfo.InvariantCulture),
            robust = int.Parse(row[2], CultureInfo.InvariantCulture),
            images = int.Parse(row[3], CultureInfo.InvariantCulture);
        double[] values = [.. row[8].Split(' ').Select(Number)];
        if (row[0] == "welch")
        {
            RunDifference difference = new((Units(values[..standard]), Units(values[standard..])));
            difference.Interval.Low.Should().BeApproximately(Number(row[4]), 1e-6);
            difference.Interval.High.Should().BeApproximately(Number(row[5]), 1e-6);
            difference.P.Should().BeApproximately(Number(row[6]), 1e-6);
            return;
        }
        double[][] runs = [.. values.Chunk(images)];
        RunDifference mixed = new((OverImages(runs[..standard]), OverImages(runs[standard..])));
        mixed.ImageVariance.Should().BePositive();
        (mixed.Error * mixed.Error).Should().BeApproximately(Number(row[7]), 0.05 * Number(row[7]));
    }

    [Fact]
    public void A_ratio_s_images_weigh_by_what_counts_of_them()
    {
        // of the images that count, R knows 3 of 4 and S 1 of 4; one that does not count must not matter
        RatioSample Known(params double[] known) => new([.. known, 0], [1, 1, 1, 1, 0]);
        RunDifference difference = new(
            (new([Known(1, 0, 0, 0), Known(0, 1, 0, 0)]), new([Known(1, 1, 1, 0), Known(1, 1, 0, 1)]))
        );
        difference.Estimate.Should().BeApproximately(0.5, 1e-12);
        difference.Standard.Should().BeApproximately(0.25, 1e-12);
    }

    [Fact]
    public void The_mean_over_architectures_has_less_variance_than_one_of_them()
    {
        var simulated = new SimulatedRuns(7);
        (Arm, Arm)[] architectures =
        [
            .. Enumerable.Range(0, 3).Select(_ => simulated.OverImages((4, 4), 0.1, 0.1, 0.2)),
        ];
        RunDifference all = new(architectures);
        all.Estimate.Should().BeApproximately(architectures.Average(a => new RunDifference(a).Estimate), 1e-12);
        all.Error.Should().BeLessThan(architectures.Min(a => new RunDifference(a).Error));
        // the same architecture three times: images do not average out, runs do
        RunDifference one = new(architectures[0]),
            thrice = new(architectures[0], architectures[0], architectures[0]);
        thrice.Error.Should().BeLessThan(one.Error);
    }

    [Fact]
    public void Runs_that_all_agree_leave_no_doubt_and_no_division_by_zero()
    {
        RunDifference same = new((Units([0.5, 0.5]), Units([0.5, 0.5])));
        same.Interval.Should().Be(new Interval(0, 0, 0));
        same.P.Should().Be(1);
        new RunDifference((Units([0.5, 0.5]), Units([0.7, 0.7]))).P.Should().Be(0);
    }

    [Fact]
    public void A_single_run_says_nothing_of_others()
    {
        (Arm, Arm) several = (Units([0.5, 0.4]), Units([0.5, 0.6]));
        foreach ((Arm, Arm) single in new[] { (Units([0.5]), several.Item2), (several.Item1, Units([0.5])) })
            FluentActions.Invoking(() => new RunDifference(several, single)).Should().Throw<ArgumentException>();
    }

    [Fact]
    public void What_is_not_measured_differs_by_nothing_that_is_known()
    {
        RunDifference unknown = new((Units([0.5, double.NaN]), Units([0.5, 0.6])));
        unknown.P.Should().Be(double.NaN);
        unknown.Interval.Low.Should().Be(double.NaN);
    }

    [Fact]
    public void Of_few_runs_the_t_distribution_says_how_many_are_needed()
    {
        // s = 0.00816: of two runs 4.303 s, of three 2.776 s sqrt(2 / 3), which is within 0.025
        RunDifference few = new((Units([0.49, 0.5, 0.51, 0.5]), Units([0.49, 0.5, 0.51, 0.5])));
        few.Needed(0.05).Should().Be(new Needed(3, null));
    }

    [Fact]
    public void Groups_of_probe_images_that_are_too_few_are_counted_in_images_where_their_number_is_known()
    {
        // the probe's images decide which side is ahead: resamples of them move R by far more than matters
        Arm Resampled(double value, int images, params double[] moved) =>
            new(
                [.. Units([value, value]).Runs],
                [
                    [.. moved],
                    [.. moved],
                ]
            )
            {
                ResampledImages = images,
            };
        RunDifference Few(int images) =>
            new((Resampled(0.3, images, 0.3, 0.3, 0.3), Resampled(0.5, images, 0.1, 0.9, 0.5)));
        RunDifference few = Few(0);
        few.ImageVariance.Should().BeApproximately(0.16 * 20 / 19, 1e-12);
        few.Needed(0.05).Should().Be(new Needed(null, null));
        double half = 0.025 / 1.959964;
        Few(240)
            .Needed(0.05)
            .Should()
            .Be(new Needed(null, (int)Math.Ceiling(240 * few.ImageVariance * 2 / (half * half) / 100) * 100));
    }

    [Fact]
    public void As_many_runs_as_it_says_bring_the_interval_to_the_smallest_effect()
    {
        double[] spread = [0.4, 0.5, 0.6, 0.5];
        RunDifference few = new((Units(spread), Units(spread)));
        int needed = few.Needed(0.05).Runs!.Value;
        // as many runs of the same spread
        double deviation = Math.Sqrt(spread.Sum(v => (v - 0.5) * (v - 0.5)) / 3);
        double error = deviation * Math.Sqrt(2.0 / needed);
        (1.96 * error).Should().BeLessThan(0.025);
        // t, which is wider than the normal distribution, decides: no fewer runs would do
        double HalfWidth(int runs) => StudentT.InvCDF(0, 1, 2 * runs - 2, 0.975) * deviation * Math.Sqrt(2.0 / runs);
        HalfWidth(needed).Should().BeLessThanOrEqualTo(0.025);
        HalfWidth(needed - 1).Should().BeGreaterThan(0.025);
        (2.1 * deviation * Math.Sqrt(2.0 / (needed - 1))).Should().BeGreaterThan(0.025);
        few.DetectableEffect.Should().BeGreaterThan(2.8 * few.Error, "t has fewer degrees of freedom than the normal");
    }

    [Fact]
    public void Where_images_are_too_few_it_says_how_many_would_do()
    {
        // an image is known by all R or by all S: runs agree, images do not
        double[] s = [.. Enumerable.Range(0, 60).Select(i => i % 3 == 0 ? 1.0 : 0)],
            r = [.. Enumerable.Range(0, 60).Select(i => i % 2 == 0 ? 1.0 : 0)];
        RunDifference few = new((OverImages([s, s]), OverImages([r, r])));
        double variance = few.ImageVariance;
        variance.Should().BeGreaterThan(0.001);
        Needed needed = few.Needed(0.1);
        needed.Runs.Should().BeNull("no number of runs brings other images");
        double half = 0.05 / 1.959964;
        int images = (int)Math.Ceiling(60 * variance * 2 / (half * half) / 100) * 100;
        needed.Images.Should().Be(images);
        // where only much larger effects matter, these images are enough, and runs decide
        few.Needed(10).Runs.Should().Be(2);
    }

    [Fact]
    public void The_detectable_effect_is_that_of_a_t_test_of_its_power()
    {
        double[] spread = [0.4, 0.5, 0.6, 0.5];
        RunDifference few = new((Units(spread), Units(spread)));
        few.Degrees.Should().BeApproximately(6, 1e-9);
        // t(6): 2.446912 at 97.5%, 0.905703 at 80%
        few.DetectableEffect.Should().BeApproximately((2.446912 + 0.905703) * few.Error, 1e-6);
        new RunDifference((Units([0.5, 0.5]), Units([0.7, 0.7]))).DetectableEffect.Should().Be(0);
    }

    [Fact]
    public void More_runs_than_anyone_trains_are_not_named()
    {
        RunDifference wild = new((Units([-100, 100]), Units([-100, 100])));
        wild.Needed(0.05).Should().Be(new Needed(null, null));
    }

    private static Arm Units(double[] values) => new([.. values.Select(v => RatioSample.MeanOverUnits([v]))]);

    private static Arm OverImages(double[][] runs) =>
        new([.. runs.Select(r => new RatioSample(r, [.. r.Select(_ => 1.0)]))]);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static string[][] Reference() =>
        [.. File.ReadLines(Path.Combine(Folder(), "data", "reference.csv")).Skip(1).Select(l => l.Split(','))];

    private static string Folder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
