using RobustRepro.Attacks;
using RobustRepro.Claims;
using RobustRepro.Claims.Trends;
using RobustRepro.Statistics;
using RobustRepro.Tables;
using static RobustRepro.Tests.Claims.Trends.SampleTrends;

namespace RobustRepro.Tests.Claims.Trends;

/// <summary>Tables of verdicts: a row per series or per claim, cell by cell.</summary>
public sealed class TrendTablesTests
{
    [Fact]
    public void A_result_without_choices_and_other_trainings_has_two_tables()
    {
        TrendResult result = Result(Verdict.Supported);
        IReadOnlyList<ResultTable> tables = TrendTables.Of(result);
        tables
            .Select(t => t.Title)
            .Should()
            .Equal("shape-bias: shape bias, net L2 on study", "shape-bias: network by network, net L2 on study");
        tables[0].Rows.Should().ContainSingle().Which.Should().EndWith("Supported");
        tables[1].Rows.Should().HaveCount(5);
    }

    [Fact]
    public void Choices_and_other_trainings_have_tables_of_their_own()
    {
        TrendResult result = Result(Verdict.Supported, new OtherTraining("other", "g", 1)) with
        {
            Choices = [Of(Verdict.Negligible), Of(Verdict.Contradicted)],
        };
        IReadOnlyList<ResultTable> tables = TrendTables.Of(result);
        tables
            .Select(t => t.Title)
            .Should()
            .Equal(
                "shape-bias: shape bias, net L2 on study",
                "shape-bias: network by network, net L2 on study",
                "shape-bias: measured in other ways, net L2 on study",
                "shape-bias: beside other trainings, net L2 on study"
            );
        tables[2].Rows.Select(row => row[^1]).Should().Equal("Negligible", "Contradicted");
        tables[3].Rows.Select(row => row[0]).Should().Equal("other", "net 3", "net 0");
    }

    [Fact]
    public void Verdicts_have_a_row_per_result()
    {
        var linf = new TrendSeries("m", Sign.Negative, [new(0, "a", 0.75), new(4, "b", 0.5), new(8, "c", 0.125)]);
        ResultTable table = TrendTables.Verdicts(
            "title",
            [
                Result(Verdict.Supported, new("as far", "g", 0.625), new("less", "g", 0.5)),
                Result(linf) with
                {
                    Norm = Norm.Linf,
                    Claim = new ShapeLessClaim(),
                },
            ]
        );
        table.Title.Should().Be("title");
        table
            .Columns.Should()
            .Equal(
                new("claim", 0),
                new("networks", 0),
                new("predicted", 0),
                new("S", 3) { Role = ColumnRole.Standard },
                new("R at", 0),
                new("R", 3) { Role = ColumnRole.Robust },
                new("R - S", 3) { Role = ColumnRole.Difference },
                new("farthest from S", 3),
                new("trained", 0),
                new("tau", 3),
                new("p", 6),
                new("deciding tau", 3),
                new("reached without attacks", 0),
                new("verdict", 0)
            );
        table.Rows.Should().HaveCount(2);
        table
            .Rows[0]
            .Should()
            .Equal(
                "shape-bias",
                "net L2",
                "rises",
                0.25,
                "L2 eps 3",
                0.625,
                0.375,
                0.5,
                5,
                1.0,
                SmallestPOfFive,
                null,
                "1 of 2",
                "Supported"
            );
        // three networks: two orders of six are as far
        table
            .Rows[1]
            .Should()
            .Equal(
                "shape-less",
                "net Linf",
                "falls",
                0.75,
                "Linf eps 4/255",
                0.5,
                -0.25,
                0.625,
                3,
                -1.0,
                2 / 6.0,
                null,
                null,
                "Undecidable"
            );
        table.Notes.Should().BeEmpty();
    }

    [Fact]
    public void Each_rule_stands_once_under_the_verdicts()
    {
        TrendResult published = Result(Verdict.Supported),
            measured = published with { IsMeasured = true };
        TrendTables.Verdicts("title", [published, published]).CommonNotes.Should().Equal(TrendRule.Text);
        TrendTables
            .Verdicts("title", [measured, published, measured])
            .CommonNotes.Should()
            .Equal(TrendRule.OfRuns, TrendRule.Text);
    }

    [Fact]
    public void Headlines_have_a_row_per_claim()
    {
        TrendHeadline supported = Headline(Verdict.Supported, 0.0333, Verdict.Negligible, Verdict.Undecidable),
            alone = Headline(Verdict.Contradicted, 0.06);
        ResultTable table = TrendTables.Headlines(
            "study",
            [
                supported with
                {
                    Result = supported.Result with { Others = [new("other", "g", 0.5)] },
                    Further = [Result(Verdict.Supported), Result(Verdict.Inconclusive)],
                },
                alone,
            ]
        );
        table.Title.Should().Be("every claim on the paper's architecture and norm, study");
        table
            .Columns.Should()
            .Equal(
                new("claim", 0),
                new("measure", 0),
                new("networks", 0),
                new("S", 3) { Role = ColumnRole.Standard },
                new("R", 3) { Role = ColumnRole.Robust },
                new("tau", 3),
                new("p", 6),
                new("p, Holm", 6),
                new("choices that agree", 0),
                new("other series that agree", 0),
                new("reached without attacks", 0),
                new("verdict", 0)
            );
        table.Rows.Should().HaveCount(2);
        table
            .Rows[0]
            .Should()
            .Equal(
                "shape-bias",
                "shape bias",
                "net L2",
                0.25,
                0.625,
                1.0,
                SmallestPOfFive,
                0.0333,
                "0 of 1",
                "1 of 2",
                "0 of 1",
                "Supported, depends on the measure"
            );
        // nothing to count is no share of nothing
        table
            .Rows[1]
            .Should()
            .Equal(
                "shape-bias",
                "shape bias",
                "net L2",
                0.75,
                0.375,
                -1.0,
                SmallestPOfFive,
                0.06,
                null,
                null,
                null,
                "Inconclusive"
            );
        table.Notes.Should().BeEmpty();
        table.CommonNotes.Should().ContainSingle().Which.Should().StartWith("Reached without attacks: networks of ");
    }
}
