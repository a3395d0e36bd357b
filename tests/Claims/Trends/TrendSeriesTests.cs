using RobustRepro.Claims.Trends;
using RobustRepro.Statistics;
using static RobustRepro.Tests.Claims.Trends.SampleTrends;

namespace RobustRepro.Tests.Claims.Trends;

/// <summary>A measure over a series of networks: its trend, and what that comes to.</summary>
public sealed class TrendSeriesTests
{
    [Theory]
    [InlineData(Sign.Positive, new[] { 0.25, 0.375, 0.5, 0.625, 0.75 }, 1, Verdict.Supported)]
    [InlineData(Sign.Positive, new[] { 0.75, 0.625, 0.5, 0.375, 0.25 }, -1, Verdict.Contradicted)]
    [InlineData(Sign.Negative, new[] { 0.25, 0.375, 0.5, 0.625, 0.75 }, 1, Verdict.Contradicted)]
    [InlineData(Sign.Negative, new[] { 0.75, 0.625, 0.5, 0.375, 0.25 }, -1, Verdict.Supported)]
    public void Five_networks_in_order_decide(Sign predicted, double[] values, double tau, Verdict verdict)
    {
        TrendSeries series = Series("m", predicted, values);
        series.Tau.Should().Be(tau);
        series.P.Should().Be(SmallestPOfFive);
        series.Farthest.Should().Be(0.5, "it is a distance, whichever way");
        series.Verdict.Should().Be(verdict);
    }

    [Theory]
    [InlineData(Verdict.Supported)]
    [InlineData(Verdict.Contradicted)]
    [InlineData(Verdict.Negligible)]
    [InlineData(Verdict.Inconclusive)]
    [InlineData(Verdict.Undecidable)]
    public void Every_verdict_has_a_series_that_comes_to_it(Verdict verdict) =>
        Of(verdict).Verdict.Should().Be(verdict);

    [Fact]
    public void Four_networks_in_order_do_not_decide()
    {
        TrendSeries series = Rising(0.25, 0.375, 0.5, 0.625);
        series.P.Should().Be(2 / 24.0);
        series.Verdict.Should().Be(Verdict.Undecidable);
    }

    [Theory]
    [InlineData(0.5, Verdict.Supported)]
    [InlineData(0.51, Verdict.Negligible)]
    public void A_difference_as_large_as_the_smallest_effect_matters(double smallest, Verdict verdict)
    {
        TrendSeries series = Of(Verdict.Supported) with { SmallestEffect = smallest };
        series.Farthest.Should().Be(0.5);
        series.Verdict.Should().Be(verdict);
    }

    [Fact]
    public void A_p_of_exactly_0_05_still_counts()
    {
        // S stands alone below 39 runs of R: it could as well be any of the forty, and one other place is as far
        TrendSeries series = Runs([(0, 0), .. Enumerable.Range(1, 39).Select(i => (3.0, (double)i))]);
        series.P.Should().Be(0.05);
        series.Verdict.Should().Be(Verdict.Supported);
    }

    [Fact]
    public void Runs_of_one_eps_are_averaged()
    {
        TrendSeries series = Runs((0, 0.25), (0, 0.75), (3, 1), (3, 0.25), (3, 0.25), (5, 2));
        series
            .Means.Should()
            .Equal(new TrendPoint(0, "2 runs", 0.5), new TrendPoint(3, "3 runs", 0.5), new TrendPoint(5, "run 5", 2));
        series.HasRuns.Should().BeTrue();
        series.Standard.Should().Be(0.5);
        series.At(3).Should().Be(series.Means[1]);
        series.Farthest.Should().Be(1.5, "the means count, not the runs");
    }

    [Fact]
    public void Where_each_eps_has_one_network_the_means_are_the_networks()
    {
        TrendSeries series = Of(Verdict.Supported);
        series.Means.Should().Equal(series.Points);
        series.HasRuns.Should().BeFalse();
    }

    [Fact]
    public void Several_runs_have_the_test_of_Jonckheere_and_Terpstra()
    {
        TrendSeries series = Runs((0, 1), (0, 2), (3, 3), (3, 4), (5, 5), (5, 6));
        // 12 pairs of runs are of different eps and all rise; 15 pairs are of different measure
        series.Tau.Should().BeApproximately(12 / Math.Sqrt(12 * 15), 1e-12);
        series.P.Should().BeApproximately(2 / 90.0, 1e-12);
        series.Verdict.Should().Be(Verdict.Supported);
    }

    [Fact]
    public void So_few_runs_that_no_order_is_rare_decide_nothing()
    {
        TrendSeries series = Runs((0, 1), (0, 2), (3, 3), (3, 4), (3, 5));
        series.P.Should().BeApproximately(2 / 10.0, 1e-12);
        series.Verdict.Should().Be(Verdict.Undecidable, "five networks at two eps are not five eps");
    }

    [Fact]
    public void With_one_network_per_eps_p_is_exact_however_many_there_are()
    {
        var series = new TrendSeries(
            "m",
            Sign.Positive,
            [.. Enumerable.Range(0, 16).Select(i => new TrendPoint(i, $"net {i}", i))]
        );
        // two orders of 16!; orders drawn at random could not show that it is so small
        series.P.Should().BeApproximately(2 / 20_922_789_888_000.0, 1e-25);
    }

    [Fact]
    public void One_undefined_value_leaves_the_series_undecidable()
    {
        TrendSeries series = Rising(0.25, 0.375, 0.5, 0.625, double.NaN);
        series.Tau.Should().Be(double.NaN);
        series.P.Should().Be(double.NaN);
        series.Verdict.Should().Be(Verdict.Undecidable);
    }

    [Fact]
    public void An_infinite_value_has_an_order_but_decides_nothing()
    {
        TrendSeries series = Rising(0.25, 0.375, 0.5, 0.625, double.PositiveInfinity);
        series.P.Should().Be(SmallestPOfFive);
        series.Verdict.Should().Be(Verdict.Undecidable);
    }

    [Theory]
    [InlineData(0, "net 0")]
    [InlineData(3, "net 3")]
    // of Linf, which this series is not: the R that was attacked most stands in
    [InlineData(4, "net 5")]
    public void An_eps_that_is_missing_is_answered_with_the_largest(double eps, string network) =>
        Of(Verdict.Supported).At(eps).Network.Should().Be(network);

    [Fact]
    public void S_alone_is_no_distance_from_itself()
    {
        TrendSeries series = Rising(0.25);
        series.Farthest.Should().Be(0);
        series.At(3).Network.Should().Be("net 0");
        series.Verdict.Should().Be(Verdict.Undecidable);
    }

    [Theory]
    [InlineData(Sign.Positive, 0.5, 0.25, true)]
    [InlineData(Sign.Positive, 0.25, 0.25, true)]
    [InlineData(Sign.Positive, 0.25, 0.5, false)]
    [InlineData(Sign.Negative, 0.5, 0.25, false)]
    [InlineData(Sign.Negative, 0.25, 0.25, true)]
    [InlineData(Sign.Negative, 0.25, 0.5, true)]
    public void As_far_is_far_enough_in_the_predicted_direction(
        Sign predicted,
        double value,
        double other,
        bool reaches
    ) => Series("m", predicted, 0).Reaches(value, other).Should().Be(reaches);
}
