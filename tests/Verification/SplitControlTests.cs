using RobustRepro.Claims;
using RobustRepro.Verification;
using static RobustRepro.Tests.Claims.Synthetic;

namespace RobustRepro.Tests.Verification;

/// <summary>S against S.</summary>
public sealed class SplitControlTests
{
    [Theory]
    [InlineData(3, 0)]
    [InlineData(4, 3)]
    [InlineData(5, 10)]
    [InlineData(8, 35)]
    [InlineData(30, SplitControl.MostSplits)]
    public void Halves_are_judged_once_each_or_drawn_where_there_are_too_many(int standard, int splits) =>
        Split([.. Enumerable.Range(0, standard).Select(i => 3 + i % 3)]).Should().Be(splits);

    [Fact]
    public void Where_halves_differ_it_says_so_and_where_nothing_does_it_does_not()
    {
        // of the three splits of 2, 2, 8, 8 one sets all the low ones against all the high ones
        Control([2, 2, 8, 8]).ErrorRate.Estimate.Should().BeApproximately(1 / 3.0, 1e-12);
        Control([5, 5, 5, 5]).ErrorRate.Estimate.Should().Be(0);
    }

    private static int Split(int[] shape) => Control(shape).Cells.Sum(c => c.Verdicts.Values.Sum());

    private static SplitControl Control(int[] shape) =>
        SplitControl.Of([
            (new ShapeBiasClaim(), "resnet", [.. shape.Select(s => new Network { Shape = s }.Measure())]),
        ]);
}
