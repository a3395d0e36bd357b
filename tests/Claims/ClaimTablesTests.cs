using RobustRepro.Claims;
using RobustRepro.Statistics;
using RobustRepro.Tables;
using static RobustRepro.Tests.Claims.Synthetic;

namespace RobustRepro.Tests.Claims;

/// <summary>What snapshots record of a judged claim, column by column.</summary>
public sealed class ClaimTablesTests
{
    private static readonly ShapeBiasClaim Claim = new();

    [Fact]
    public void Differences_and_their_bounds_may_leave_the_record_twice_as_far_as_means()
    {
        double tolerance = Claim.Tolerance;
        Judged([2, 3, 2], [7, 8, 8])
            .Table.Columns.Select(c => (c.Name, c.Tolerance))
            .Should()
            .Equal(
                ("networks", 0),
                ("S", tolerance),
                ("R", tolerance),
                ("R - S", 2 * tolerance),
                ("low", 2 * tolerance),
                ("high", 2 * tolerance),
                ("smallest", tolerance),
                ("detectable", 2 * tolerance),
                ("runs needed", 8),
                ("images needed", 1000),
                ("verdict", 0)
            );
    }

    [Fact]
    public void Several_runs_have_a_detectable_effect_and_a_single_pair_has_none()
    {
        ClaimResult several = Judged([2, 3, 2], [7, 8, 8]),
            single = Judged([2], [8]);
        Cell(several, "networks").Should().Be("3 S, 3 R");
        Cell(several, "detectable").Should().Be(several.Row.Detectable);
        Cell(single, "networks").Should().Be("a pair");
        Cell(single, "detectable").Should().BeNull();
        // one S beside two R is no pair
        Cell(Judged([2], [8, 8]), "networks").Should().Be("1 S, 2 R");
    }

    [Fact]
    public void An_undecidable_row_says_why_below_the_table_and_no_other_does()
    {
        ClaimResult result = Judged([2, 3, 2], [7, 8, 8]);
        result.Table.Notes.Should().BeEmpty();
        ClaimTables
            .Result(Claim, "a on study", result.Row with { Reason = "it is too dark" })
            .Notes.Should()
            .Equal("3 S, 3 R: undecidable, it is too dark");
    }

    [Theory]
    [InlineData(SampledOver.Images, "images")]
    [InlineData(SampledOver.Units, "units")]
    public void What_is_also_reported_is_counted_in_what_it_is_a_mean_over(SampledOver over, string column)
    {
        // R has three of them that count, S two
        Comparison comparison = new("measure", Arm([1, 1, 0]), Arm([1, 1, 1]));
        ResultTable table = ClaimTables.Details(Claim, "a on study", new Measured(comparison, null, [comparison]));
        table.Columns[^1].Name.Should().Be(column);
        table.Rows.Should().ContainSingle().Which[^1].Should().Be(3);

        Arm Arm(double[] counts) => new([new([.. counts.Select(c => c / 2)], counts, over)]);
    }

    private static object? Cell(ClaimResult result, string column) =>
        result.Table.Rows[0][result.Table.Columns.Select(c => c.Name).ToList().IndexOf(column)];

    private static ClaimResult Judged(int[] standard, int[] robust) =>
        Claim.Judge("study", "a", new Runs([.. standard.Select(Network)], [.. robust.Select(Network)]), "a pair");

    private static RobustRepro.Measures.NetworkMeasurements Network(int shape) =>
        new Network { Shape = shape }.Measure();
}
