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

    [Fact]
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
    public void Several_seeds_give_a_wider_interval_than_their_images_alone()
    {
        var random = new Random(3);
        (RatioSample, RatioSample)[] alike = [.. Enumerable.Range(0, 3).Select(_ => Pairs(random, 400, 0.4, 0.6))];
        double single = Width(Bootstrap.Difference(alike[0].Item1, alike[0].Item2)),
            pooled = Width(Bootstrap.Pooled(alike));
        pooled.Should().BeGreaterThan(single, "with three seeds Student's t has four degrees of freedom");

        (RatioSample, RatioSample)[] unlike =
        [
            Pairs(random, 400, 0.4, 0.4),
            Pairs(random, 400, 0.4, 0.6),
            Pairs(random, 400, 0.4, 0.8),
        ];
        Interval interval = Bootstrap.Pooled(unlike);
        Width(interval).Should().BeGreaterThan(2 * pooled, "seeds that disagree are the larger uncertainty");
        interval.Estimate.Should().BeApproximately(unlike.Average(p => p.Item2.Value - p.Item1.Value), 1e-12);
    }

    [Fact]
    public void The_pooled_interval_of_seeds_that_differ_only_by_seed_is_that_of_two_samples()
    {
        // no noise of images: every image of a network has the same value
        double[] standard = [0.1, 0.15, 0.05],
            robust = [0.2, 0.3, 0.7];
        const double mean = 0.3,
            variances = 0.0025 + 0.07,
            t = 2.776445;
        Interval interval = Bootstrap.Pooled([.. standard.Zip(robust, (s, r) => (Constant(s), Constant(r)))]);
        interval.Estimate.Should().BeApproximately(mean, 1e-12);
        Width(interval).Should().BeApproximately(2 * t * Math.Sqrt(variances / 3), 0.03);
    }

    [Fact]
    public void Which_robust_network_stands_beside_which_standard_one_does_not_matter()
    {
        // paired, the three differences would be equal and the interval a point
        double[] values = [0.1, 0.2, 0.6];
        Interval interval = Bootstrap.Pooled([.. values.Select(v => (Constant(v), Constant(v + 0.05)))]);
        interval.Estimate.Should().BeApproximately(0.05, 1e-12);
        interval.Decide(Sign.Positive).Should().Be(Verdict.Inconclusive);
    }

    [Fact]
    public void Networks_that_differ_by_seed_alone_are_told_apart_no_oftener_than_stated()
    {
        var random = new Random(5);
        int apart = 0;
        for (int i = 0; i < 200; i++)
        {
            Interval interval = Bootstrap.Pooled([.. Enumerable.Range(0, 3).Select(_ => (Network(), Network()))]);
            apart += interval.Decide(Sign.Positive) == Verdict.Inconclusive ? 0 : 1;
        }
        apart.Should().BeLessThan(20, "5% of 200 are 10");

        // every training run comes out with an accuracy of its own
        RatioSample Network()
        {
            double accuracy = 0.5 + 0.1 * (random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5);
            return RatioSample.Share([.. Enumerable.Range(0, 50).Select(_ => random.NextDouble() < accuracy)]);
        }
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
    public void One_pair_pooled_is_the_pair_and_results_repeat()
    {
        (RatioSample s, RatioSample r) = Pairs(new Random(4), 100, 0.4, 0.6);
        Bootstrap.Pooled([(s, r)]).Should().Be(Bootstrap.Difference(s, r)).And.Be(Bootstrap.Difference(s, r));
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

    private static RatioSample Constant(double value) =>
        new([.. Enumerable.Repeat(value, 50)], [.. Enumerable.Repeat(1.0, 50)]);

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
