using RobustRepro.Claims;
using RobustRepro.Statistics;

namespace RobustRepro.Tests.Claims;

/// <summary>The row of one architecture or of several: what it prints beside the difference.</summary>
public sealed class RowJudgeTests
{
    private const double Close = 1e-9;

    [Fact]
    public void Architectures_count_alike_whatever_their_runs()
    {
        ClaimRow row = RowJudge.Judge(
            null,
            [Compared([0.2, 0.4], [0.5, 0.7, 0.6]), Compared([0.5, 0.5, 0.8], [0.9, 0.9, 0.9, 0.9])],
            Sign.Positive
        );
        row.Standard.Should().BeApproximately((0.3 + 0.6) / 2, Close);
        row.Robust.Should().BeApproximately((0.6 + 0.9) / 2, Close);
        row.Difference.Estimate.Should().BeApproximately(0.3, Close);
        row.SmallestEffect.Should().BeApproximately(0.05 * 0.45, Close, "it is 5% of S's mean over both");
        row.Label.Should().Be("2 to 3 S, 3 to 4 R");
        row.StandardRuns.Should().Equal(0.2, 0.4, 0.5, 0.5, 0.8);
        row.RobustRuns.Should().Equal(0.5, 0.7, 0.6, 0.9, 0.9, 0.9, 0.9);
        row.OfTheseNetworks.Should().BeFalse();
    }

    [Theory]
    [InlineData(1, 1, "1 S, 2 R")]
    [InlineData(2, 1, "1 to 2 S, 2 R")]
    public void One_architecture_with_a_single_run_makes_the_row_speak_of_these_networks(
        int first,
        int second,
        string label
    )
    {
        ClaimRow row = RowJudge.Judge(
            null,
            [
                Compared([.. Enumerable.Repeat(0.2, first)], [0.6, 0.7]),
                Compared([.. Enumerable.Repeat(0.3, second)], [0.6, 0.7]),
            ],
            Sign.Positive
        );
        row.OfTheseNetworks.Should().BeTrue();
        row.Label.Should().Be(label);
        row.P.Should().Be(double.NaN);
        row.Detectable.Should().Be(double.NaN);
    }

    [Fact]
    public void Where_nothing_counts_the_difference_is_undefined()
    {
        ClaimRow row = RowJudge.Judge(null, [Compared([double.NaN, 0.4], [0.5, 0.7])], Sign.Positive);
        row.Verdict.Should().Be(Verdict.Undecidable);
        row.Reason.Should().Be("the difference is undefined, since nothing counts in a network");
    }

    [Fact]
    public void Where_S_is_at_the_end_of_the_scale_there_is_no_room()
    {
        ClaimRow row = RowJudge.Judge(null, [Compared([0.97, 0.99], [0.98, 1], MeasureScale.Share)], Sign.Positive);
        row.Verdict.Should().Be(Verdict.Undecidable);
        row.Reason.Should()
            .Be(
                "no room: S is at 0.980, so near the end of the scale that 0.050, the smallest effect of interest, "
                    + "does not fit"
            );
    }

    /// <summary>Runs whose measure is a mean over two units, or nothing where it is NaN.</summary>
    private static Comparison Compared(double[] standard, double[] robust, MeasureScale? scale = null)
    {
        return new("measure", Arm(standard), Arm(robust)) { Scale = scale ?? MeasureScale.Amount };

        static Arm Arm(double[] values) => new([.. values.Select(v => RatioSample.MeanOverUnits([v, v]))]);
    }
}
