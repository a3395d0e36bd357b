using RobustRepro.Statistics;

namespace RobustRepro.Tests.Statistics;

public sealed class PredictionIntervalTests
{
    [Fact]
    public void It_is_Students()
    {
        // by hand: mean 0.5, s 0.1, t(2) at 97.5% 4.302653, times 0.1 sqrt(1 + 1/3)
        var one = PredictionInterval.Of([0.4, 0.5, 0.6], 1, 0.95);
        one.Low.Should().BeApproximately(0.5 - 4.302653 * 0.1 * Math.Sqrt(4.0 / 3), 1e-6);
        one.High.Should().BeApproximately(0.5 + 4.302653 * 0.1 * Math.Sqrt(4.0 / 3), 1e-6);
        // t(3) at 95% 2.353363; the mean of four new runs
        var four = PredictionInterval.Of([1, 2, 3, 4], 4, 0.9);
        four.High.Should().BeApproximately(2.5 + 2.353363 * Math.Sqrt(5.0 / 3) * Math.Sqrt(0.5), 1e-5);
    }

    [Fact]
    public void New_runs_of_the_same_training_lie_within_as_often_as_it_says()
    {
        var random = new Random(3);
        double Run() => MathNet.Numerics.Distributions.Normal.Sample(random, 0.6, 0.03);
        int within = Enumerable
            .Range(0, 4000)
            .Count(_ => PredictionInterval.Of([Run(), Run(), Run()], 2, 0.95).Holds((Run() + Run()) / 2));
        (within / 4000.0).Should().BeInRange(0.94, 0.96);
    }

    [Fact]
    public void Equal_runs_leave_no_room_but_for_rounding()
    {
        var none = PredictionInterval.Of([0.1, 0.1, 0.1], 3, 0.95);
        none.Holds((0.1 + 0.1 + 0.1) / 3).Should().BeTrue();
        none.Holds(0.101).Should().BeFalse();
        none.Holds(0.1 + 5e-10).Should().BeTrue("rounding is meant on the scale of 1");
        none.Holds(0.1 + 2e-9).Should().BeFalse();
        // of large numbers the last digits are worth more
        var large = PredictionInterval.Of([1e6, 1e6, 1e6], 3, 0.95);
        large.Holds(1e6 + 5e-4).Should().BeTrue();
        large.Holds(1e6 - 5e-4).Should().BeTrue();
        large.Holds(1e6 + 2e-3).Should().BeFalse();
        large.Holds(1e6 - 2e-3).Should().BeFalse();
    }

    [Fact]
    public void Two_runs_are_too_few() =>
        FluentActions.Invoking(() => PredictionInterval.Of([1, 2], 1, 0.95)).Should().Throw<ArgumentException>();
}
