using RobustRepro.Claims;
using RobustRepro.Measures;
using RobustRepro.Statistics;
using RobustRepro.Stimuli;

namespace RobustRepro.Tests.Claims;

/// <summary>How a quantity is read from the runs of S and R.</summary>
public sealed class RunsTests
{
    private static readonly Runs Three = new([Network(3), Network(5)], [Network(8)]);

    [Fact]
    public void Every_run_gives_a_value_S_first()
    {
        Three.All.Select(n => Scrambled(n).Value).Should().Equal(0.3, 0.5, 0.8);
        Comparison read = Three.Compare("accuracy", Scrambled);
        read.Standard.Values.Should().Equal(0.3, 0.5);
        read.Robust.Values.Should().Equal(0.8);
        read.Scale.Should().BeSameAs(MeasureScale.Share);
        read.Standard.Resampled.Should().BeEmpty();
    }

    [Fact]
    public void Resamples_count_in_an_arm_where_each_of_its_runs_has_them()
    {
        Comparison read = Three.Compare("accuracy", Scrambled, resampled: n => Scrambled(n).Value == 0.5 ? [] : [1, 2]);
        read.Standard.Resampled.Should().BeEmpty("one of the two runs has none");
        read.Robust.Resampled.Should().ContainSingle().Which.Should().Equal(1, 2);
        read.Robust.ResampledImages.Should().Be(0, "nobody said how many images there are");
        Three
            .Compare("accuracy", Scrambled, resampled: _ => [1, 2], images: _ => 240)
            .Standard.ResampledImages.Should()
            .Be(240);
    }

    /// <summary>With 300 images, the lower ends of Wilson's intervals of .3 and .5 are .2509 and .4438.</summary>
    [Fact]
    public void The_lower_bound_of_an_arm_is_the_mean_over_its_runs() =>
        Comparisons
            .LowerBound(Three.Compare("accuracy", Scrambled).Standard)
            .Should()
            .BeApproximately((0.2509 + 0.4438) / 2, 2e-4);

    private static RatioSample Scrambled(NetworkMeasurements network) =>
        network.Decisions[StimulusName.Scrambled].Accuracy;

    private static NetworkMeasurements Network(int scrambled) =>
        new Synthetic.Network { Scrambled = scrambled }.Measure();
}
