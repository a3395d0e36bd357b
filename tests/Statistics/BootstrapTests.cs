using RobustRepro.Statistics;

namespace RobustRepro.Tests.Statistics;

public sealed class BootstrapTests
{
    [Fact]
    public void The_interval_of_a_difference_of_shares_is_the_textbook_s()
    {
        (RatioSample s, RatioSample r) = Pairs(new Random(1), 2000, 0.4, 0.6);
        double[] d = [.. r.Numerators.Zip(s.Numerators, (a, b) => a - b)];
        double mean = d.Average(),
            error = Math.Sqrt(d.Average(v => (v - mean) * (v - mean)) / d.Length);
        Interval interval = Bootstrap.Difference(s, r);
        interval.Estimate.Should().BeApproximately(mean, 1e-12);
        interval.Low.Should().BeApproximately(mean - 1.96 * error, 0.1 * error);
        interval.High.Should().BeApproximately(mean + 1.96 * error, 0.1 * error);
    }

    [Fact]
    public void Both_networks_are_resampled_together()
    {
        // R knows exactly one image more: unpaired resampling would give an interval of width 0.2
        RatioSample s = Share(200, i => i % 2 == 0),
            r = Share(200, i => i % 2 == 0 || i == 1);
        Interval interval = Bootstrap.Difference(s, r);
        interval.Estimate.Should().BeApproximately(0.005, 1e-12);
        (interval.High - interval.Low).Should().BeLessThan(0.03);
        Bootstrap.Difference(s, s).Should().Be(new Interval(0, 0, 0));
    }

    [Fact, Trait("Kind", "simulation")]
    public void Ninety_five_per_cent_intervals_hold_the_truth_about_that_often()
    {
        var random = new Random(2);
        int held = 0;
        for (int i = 0; i < 200; i++)
        {
            (RatioSample s, RatioSample r) = Pairs(random, 80, 0.3, 0.5);
            Interval interval = Bootstrap.Difference(s, r);
            held += interval.Low <= 0.2 && 0.2 <= interval.High ? 1 : 0;
        }
        held.Should().BeInRange(178, 199);
    }

    [Fact]
    public void Units_of_two_networks_are_resampled_on_their_own()
    {
        // the same values in the same order: paired, the difference would be certain
        double[] values = [.. Enumerable.Range(0, 50).Select(i => i % 10 / 10.0)];
        RatioSample units = RatioSample.MeanOverUnits(values),
            images = new(values, [.. Enumerable.Repeat(1.0, 50)]);
        Width(Bootstrap.Difference(images, images)).Should().Be(0);
        const double deviation = 0.287228;
        Width(Bootstrap.Difference(units, units))
            .Should()
            .BeApproximately(2 * 1.96 * deviation * Math.Sqrt(2.0 / 50), 0.02);
        // another number of units is another layer, not an error
        Bootstrap.Difference(units, RatioSample.MeanOverUnits(values[..30])).Low.Should().BeNegative();
        FluentActions.Invoking(() => Bootstrap.Difference(units, images)).Should().Throw<ArgumentException>();
    }

    [Fact]
    public void Units_without_a_value_count_nowhere()
    {
        RatioSample sample = RatioSample.MeanOverUnits([1, double.NaN, 3]);
        sample.Value.Should().Be(2);
        sample.Denominators.Sum().Should().Be(2);
    }

    [Fact]
    public void Results_repeat_and_means_over_architectures_are_means()
    {
        (RatioSample s, RatioSample r) = Pairs(new Random(4), 100, 0.4, 0.6);
        Bootstrap.Difference(s, r).Should().Be(Bootstrap.Difference(s, r));
        (Arm, Arm) pair = (new([s]), new([r]));
        Interval twice = Bootstrap.Difference([pair, pair]),
            once = Bootstrap.Difference(s, r);
        twice.Low.Should().BeApproximately(once.Low, 1e-12);
        twice.High.Should().BeApproximately(once.High, 1e-12);
    }

    [Fact]
    public void What_counts_nowhere_has_no_interval_and_unequal_counts_are_refused()
    {
        var nothing = new RatioSample(new double[10], new double[10]);
        Interval interval = Bootstrap.Difference(nothing, nothing);
        interval.Low.Should().Be(double.NaN);
        interval.Decide(Sign.Positive).Should().Be(Verdict.Undecidable);
        FluentActions
            .Invoking(() => Bootstrap.Difference(nothing, new(new double[9], new double[9])))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("*not 10 and 9*");
        FluentActions.Invoking(() => new RatioSample(new double[2], new double[3])).Should().Throw<ArgumentException>();
    }

    [Fact]
    public void Percentiles_are_those_of_the_sorted_differences()
    {
        Rounded(Enumerable.Range(0, 101).Reverse().Select(i => (double)i)).Should().Be((2.5, 97.5));
        Rounded([2, 1]).Should().Be((1.025, 1.975));
        Rounded([4]).Should().Be((4, 4));
        Rounded([4, double.NaN, 4]).Should().Be((double.NaN, double.NaN));
        Bootstrap.Percentile(7, [1, 2]).Estimate.Should().Be(7);
        (double, double) Rounded(IEnumerable<double> differences)
        {
            Interval interval = Bootstrap.Percentile(0, differences);
            return (Math.Round(interval.Low, 9), Math.Round(interval.High, 9));
        }
    }

    /// <summary>The mean of an arm's runs counts, and every architecture's difference as much as any other's.</summary>
    [Fact]
    public void Runs_and_architectures_weigh_the_same_each()
    {
        RatioSample Of(double value) => RatioSample.MeanOverUnits([value, value, value]);
        Arm Runs(params double[] values) => new([.. values.Select(Of)]);
        Interval interval = Bootstrap.Difference([(Runs(0.1, 0.3), Runs(0.8, 0.9, 1)), (Runs(0.5), Runs(0.2, 0.4))]);
        // all units of a network are equal here, so that nothing depends on the draw
        interval.Estimate.Should().BeApproximately((0.7 - 0.2) / 2, 1e-12);
        interval.Low.Should().BeApproximately(interval.Estimate, 1e-12);
        interval.High.Should().BeApproximately(interval.Estimate, 1e-12);
    }

    [Fact]
    public void As_many_are_drawn_as_there_are()
    {
        // each of the 39 is in a draw a whole number of times: a bound is a whole number of thirty-ninths
        (RatioSample s, RatioSample r) = (Share(39, _ => false), Share(39, i => i % 3 == 0));
        WholeNumber(Bootstrap.Difference(s, r));
        RatioSample AsUnits(RatioSample sample) => RatioSample.MeanOverUnits(sample.Numerators);
        WholeNumber(Bootstrap.Difference(AsUnits(s), AsUnits(r)));
        static void WholeNumber(Interval interval)
        {
            foreach (double bound in new[] { interval.Low * 39, interval.High * 39 })
                bound.Should().BeApproximately(Math.Round(bound), 1e-9).And.BeInRange(1, 25);
        }
    }

    /// <summary>Sums are made of four entries at a time, and of what is left.</summary>
    [Fact]
    public void No_image_is_left_out()
    {
        foreach (int count in new[] { 3, 4, 5, 7, 8 })
        foreach (int last in new[] { 0, count - 1 })
        {
            // the one image that R knows makes the difference in some draws
            Interval interval = Bootstrap.Difference(Share(count, _ => false), Share(count, i => i == last));
            interval.Low.Should().Be(0);
            interval.High.Should().BeGreaterThanOrEqualTo(2.0 / count - 1e-12);
        }
    }

    /// <summary>Draws of many images are not kept, and come to the same.</summary>
    [Fact]
    public void Many_images_are_drawn_anew()
    {
        const int count = 4100;
        Interval interval = Bootstrap.Difference(Share(count, i => i % 4 == 0), Share(count, i => i % 2 == 0));
        double error = Math.Sqrt(0.25 * 0.75 / count);
        interval.Estimate.Should().BeApproximately(0.25, 1e-12);
        interval.Low.Should().BeApproximately(0.25 - 1.96 * error, 0.1 * error);
        interval.High.Should().BeApproximately(0.25 + 1.96 * error, 0.1 * error);
    }

    [Fact]
    public void A_network_without_units_is_refused()
    {
        RatioSample none = RatioSample.MeanOverUnits([]),
            one = RatioSample.MeanOverUnits([1]);
        FluentActions.Invoking(() => Bootstrap.Difference(none, one)).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => Bootstrap.Difference(one, none)).Should().Throw<ArgumentException>();
    }

    private static double Width(Interval interval) => interval.High - interval.Low;

    private static RatioSample Share(int count, Func<int, bool> fulfilled) =>
        RatioSample.Share(Enumerable.Range(0, count).Select(fulfilled));

    private static (RatioSample Standard, RatioSample Robust) Pairs(
        Random random,
        int count,
        double standard,
        double robust
    )
    {
        bool[] s = [.. Enumerable.Range(0, count).Select(_ => random.NextDouble() < standard)],
            r = [.. Enumerable.Range(0, count).Select(_ => random.NextDouble() < robust)];
        return (RatioSample.Share(s), RatioSample.Share(r));
    }
}
