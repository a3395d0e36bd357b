using RobustRepro.Attacks;
using RobustRepro.Claims.Trends;
using RobustRepro.Statistics;
using RobustRepro.Tables;
using static RobustRepro.Tests.Claims.Trends.SampleTrends;

namespace RobustRepro.Tests.Claims.Trends;

/// <summary>Tables of what series are made of and what stands beside them: networks, measures, trainings.</summary>
public sealed class TrendSeriesTablesTests
{
    [Fact]
    public void A_single_series_has_its_differences_from_S_beside_it()
    {
        ResultTable table = TrendTables.Points("title", [Rising(0.25, 0.75, 0.125)]);
        table.Title.Should().Be("title");
        table
            .Columns.Should()
            .Equal(
                new("eps", 0),
                new("network", 0),
                new("shape bias", 3),
                new("R - S", 3) { Role = ColumnRole.Difference }
            );
        table.Rows.Should().HaveCount(3);
        table.Rows[0].Should().Equal("0", "net 0", 0.25, null);
        table.Rows[1].Should().Equal("0.5", "net 0.5", 0.75, 0.5);
        table.Rows[2].Should().Equal("1", "net 1", 0.125, -0.125);
        table.Notes.Should().BeEmpty("nobody knows what people do");
    }

    [Fact]
    public void No_run_of_S_differs_from_S() =>
        TrendTables
            .Points("title", [Runs((0, 0.25), (0, 0.5), (3, 0.5), (3, 1))])
            .Rows.Select(r => r[^1] ?? "none")
            .Should()
            .Equal("none", "none", 0.125, 0.625);

    [Fact]
    public void Several_series_stand_side_by_side_without_differences()
    {
        ResultTable table = TrendTables.Points("title", [Rising(0.25, 0.75), Falling(0.5, 0.125)]);
        table
            .Columns.Should()
            .Equal(new("eps", 0), new("network", 0), new("shape bias", 3), new("accuracy on scrambled images", 3));
        table.Rows.Should().HaveCount(2);
        table.Rows[0].Should().Equal("0", "net 0", 0.25, 0.5);
        table.Rows[1].Should().Equal("0.5", "net 0.5", 0.75, 0.125);
    }

    [Fact]
    public void People_are_a_note_where_they_were_measured() =>
        TrendTables
            .Points("title", [Rising(0.25, 0.75) with { People = 0.96 }, Falling(0.5, 0.125)])
            .Notes.Should()
            .Equal("People: 0.960 (shape bias).");

    [Fact]
    public void Choices_have_a_row_per_measure()
    {
        ResultTable table = TrendTables.Choices(
            "title",
            [Of(Verdict.Supported), Falling(0.25, 0.375, 0.5, 0.625, 0.75), Of(Verdict.Negligible)],
            Norm.L2
        );
        table.Title.Should().Be("title");
        table
            .Columns.Should()
            .Equal(
                new("measure", 0),
                new("predicted", 0),
                new("S", 3),
                new("R at L2 eps 3", 3),
                new("tau", 3),
                new("p", 6),
                new("would be", 0)
            );
        table.Rows.Should().HaveCount(3);
        table.Rows[0].Should().Equal("shape bias", "rises", 0.25, 0.625, 1.0, SmallestPOfFive, "Supported");
        table
            .Rows[1]
            .Should()
            .Equal("accuracy on scrambled images", "falls", 0.25, 0.625, 1.0, SmallestPOfFive, "Contradicted");
        table.Rows[2].Should().Equal("shape bias", "rises", 0.5, 0.5, double.NaN, 1.0, "Negligible");
        table.Notes.Should().BeEmpty();
    }

    [Fact]
    public void The_column_of_R_names_the_eps_that_there_is() =>
        TrendTables
            .Choices("title", [Rising(0.25, 0.375, 0.5)], Norm.Linf)
            .Columns[3]
            .Name.Should()
            .Be("R at Linf eps 1/255", "none was trained at 4/255, and this is the largest");

    [Fact]
    public void What_belongs_to_no_claim_is_shown_without_prediction_and_verdict()
    {
        ResultTable table = TrendTables.Beside("title", [Of(Verdict.Supported), Of(Verdict.Contradicted)], Norm.L2);
        table.Title.Should().Be("title");
        table
            .Columns.Should()
            .Equal(new("measure", 0), new("S", 3), new("R at L2 eps 3", 3), new("tau", 3), new("p", 6));
        table.Rows.Should().HaveCount(2);
        table.Rows[0].Should().Equal("shape bias", 0.25, 0.625, 1.0, SmallestPOfFive);
        table.Rows[1].Should().Equal("shape bias", 0.75, 0.375, -1.0, SmallestPOfFive);
    }

    [Fact]
    public void R_and_S_stand_among_other_trainings_with_the_farthest_first()
    {
        ResultTable table = Beside(
            Of(Verdict.Supported),
            new("z", "more data", 0.625),
            new("lowest", "baseline", 0.125),
            new("Z", "more data", 0.625),
            new("highest", "more data", 0.875)
        );
        table.Title.Should().Be("shape-bias: beside other trainings, net L2 on study");
        table.Columns.Should().Equal(new Column("network", 0), new("group", 0), new("shape bias", 3));
        table.Rows.Should().HaveCount(6);
        table.Rows[0].Should().Equal("highest", "more data", 0.875);
        // equal ones go by name, capitals first
        table.Rows[1].Should().Equal("Z", "more data", 0.625);
        table.Rows[2].Should().Equal("net 3", "R, adversarial training", 0.625);
        table.Rows[3].Should().Equal("z", "more data", 0.625);
        table.Rows[4].Should().Equal("net 0", "S", 0.25);
        table.Rows[5].Should().Equal("lowest", "baseline", 0.125);
        table.Notes.Should().BeEmpty();
    }

    [Fact]
    public void Where_the_measure_should_fall_the_lowest_stands_first() =>
        Beside(
            Falling(0.75, 0.625, 0.5, 0.375, 0.25),
            new("highest", "g", 0.875),
            new("lowest", "g", 0.125),
            new("between", "g", 0.5)
        )
            .Rows.Select(row => row[0])
            .Should()
            .Equal("lowest", "net 3", "between", "net 0", "highest");

    [Fact]
    public void One_network_in_every_part_stands_as_another_training_then_as_R_then_as_S() =>
        // a series of S alone has no R but S, and S may be on record as a training without attacks too
        Beside(Rising(0.25), new OtherTraining("net 0", "baseline", 0.25))
            .Rows.Select(row => row[1])
            .Should()
            .Equal("baseline", "R, adversarial training", "S");

    private static ResultTable Beside(TrendSeries series, params OtherTraining[] others) =>
        TrendTables.Of(Result(series, others))[^1];
}
