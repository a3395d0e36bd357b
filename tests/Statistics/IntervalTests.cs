using RobustRepro.Statistics;

namespace RobustRepro.Tests.Statistics;

public sealed class IntervalTests
{
    [Theory]
    [InlineData(0.1, 0.3, 1, Verdict.Supported)]
    [InlineData(-0.3, -0.1, -1, Verdict.Supported)]
    [InlineData(-0.3, -0.1, 1, Verdict.Contradicted)]
    [InlineData(0.1, 0.3, -1, Verdict.Contradicted)]
    [InlineData(-0.1, 0.3, 1, Verdict.Inconclusive)]
    [InlineData(0, 0.3, 1, Verdict.Inconclusive)]
    [InlineData(-0.3, 0, -1, Verdict.Inconclusive)]
    [InlineData(double.NaN, double.NaN, 1, Verdict.Undecidable)]
    [InlineData(0.1, double.NaN, 1, Verdict.Undecidable)]
    [InlineData(double.NaN, -0.1, 1, Verdict.Undecidable)]
    public void An_interval_decides_for_a_prediction(double low, double high, int sign, Verdict expected) =>
        new Interval((low + high) / 2, low, high).Decide((Sign)sign).Should().Be(expected);

    [Theory]
    // wholly within the smallest effect, also where 0 is excluded
    [InlineData(-0.02, 0.03, 0.9, Verdict.Negligible)]
    [InlineData(0.01, 0.04, 0.9, Verdict.Negligible)]
    [InlineData(-0.04, -0.01, 0.9, Verdict.Negligible)]
    [InlineData(0.01, 0.06, 0.9, Verdict.Supported)]
    [InlineData(-0.04, 0.06, 0.9, Verdict.Inconclusive)]
    [InlineData(-0.06, -0.01, 0.9, Verdict.Contradicted)]
    // an interval that touches the smallest effect does not lie within it
    [InlineData(-0.05, 0.03, 0.9, Verdict.Inconclusive)]
    [InlineData(-0.03, 0.05, 0.9, Verdict.Inconclusive)]
    [InlineData(0.01, 0.05, 0.9, Verdict.Supported)]
    // S so near the end that the smallest effect does not fit; where it just fits, it does
    [InlineData(0.1, 0.3, 0.05, Verdict.Supported)]
    [InlineData(0.001, 0.006, 0.01, Verdict.Undecidable)]
    [InlineData(-0.3, 0.006, 0.01, Verdict.Undecidable)]
    [InlineData(-0.3, -0.06, 0.01, Verdict.Contradicted)]
    [InlineData(-0.03, -0.01, 0.01, Verdict.Negligible)]
    public void Effects_too_small_to_matter_and_scales_that_end_are_told(
        double low,
        double high,
        double room,
        Verdict expected
    )
    {
        new Interval((low + high) / 2, low, high).Decide(Sign.Positive, 0.05, room).Should().Be(expected);
        new Interval((low + high) / -2, -high, -low).Decide(Sign.Negative, 0.05, room).Should().Be(expected);
    }

    /// <summary>Shape decisions of AlexNet and ResNet-50 (protocol, 2.10).</summary>
    [Theory]
    [InlineData(182, 719, 0.223, 0.286)]
    [InlineData(162, 734, 0.192, 0.252)]
    public void Wilson_s_interval_is_the_published_one(int hits, int trials, double low, double high)
    {
        Interval interval = WilsonInterval.Of(RatioSample.Share(Enumerable.Range(0, trials).Select(i => i < hits)));
        interval.Estimate.Should().BeApproximately((double)hits / trials, 1e-12);
        interval.Low.Should().BeApproximately(low, 5e-4);
        interval.High.Should().BeApproximately(high, 5e-4);
    }

    /// <summary>Small samples, after R's prop.test(x, n, correct = FALSE).</summary>
    [Theory]
    [InlineData(0, 10, 0, 0.2775328)]
    [InlineData(10, 10, 0.7224672, 1)]
    [InlineData(3, 10, 0.1077913, 0.6032219)]
    public void Wilson_s_interval_of_few_trials_stays_on_the_scale(int hits, int trials, double low, double high)
    {
        Interval interval = WilsonInterval.Of(RatioSample.Share(Enumerable.Range(0, trials).Select(i => i < hits)));
        interval.Low.Should().BeApproximately(low, 1e-6);
        interval.High.Should().BeApproximately(high, 1e-6);
    }

    [Fact]
    public void No_trials_have_no_interval() => WilsonInterval.Of(new([0, 0], [0, 0])).Low.Should().Be(double.NaN);
}
