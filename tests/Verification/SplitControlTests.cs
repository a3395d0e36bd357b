using RobustRepro.Claims;
using RobustRepro.Statistics;
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

    [Fact]
    public void Few_claims_and_architectures_have_no_interval_and_are_not_found_to_decide_too_much()
    {
        (Claim, string, IReadOnlyDictionary<Verdict, int>)[] cells =
        [
            .. Enumerable
                .Range(0, SplitControl.FewestCells)
                .Select(i =>
                    (
                        (Claim)new ShapeBiasClaim(),
                        $"net {i}",
                        (IReadOnlyDictionary<Verdict, int>)
                            new Dictionary<Verdict, int> { [Verdict.Supported] = 1, [Verdict.Negligible] = 9 }
                    )
                ),
        ];
        var few = new SplitControl(cells[1..]);
        few.ErrorRate.Estimate.Should().BeApproximately(0.1, 1e-12);
        few.ErrorRate.Low.Should().Be(double.NaN);
        few.FindsTooMuch.Should().BeFalse();
        few.Table("study").Rows[^1][^2..].Should().OnlyContain(bound => bound == null);
        new SplitControl(cells).FindsTooMuch.Should().BeTrue();
    }

    private static int Split(int[] shape) => Control(shape).Cells.Sum(c => c.Verdicts.Values.Sum());

    private static SplitControl Control(int[] shape) =>
        SplitControl.Of([
            (new ShapeBiasClaim(), "resnet", [.. shape.Select(s => new Network { Shape = s }.Measure())]),
        ]);
}
