using RobustRepro.Attacks;
using RobustRepro.Claims.Trends;
using RobustRepro.Statistics;
using static RobustRepro.Tests.Claims.Trends.SampleTrends;

namespace RobustRepro.Tests.Claims.Trends;

/// <summary>A claim judged on one series: what stands beside S, and who else comes as far.</summary>
public sealed class TrendResultTests
{
    [Fact]
    public void The_paper_s_eps_stands_beside_S()
    {
        TrendResult result = Result(Verdict.Supported);
        result.Networks.Should().Be("net L2");
        result.Compared.Should().Be(new TrendPoint(3, "net 3", 0.625));
        result.Difference.Should().Be(0.625 - 0.25);
        result.Verdict.Should().Be(Verdict.Supported);
    }

    [Fact]
    public void Under_Linf_it_is_4_of_255()
    {
        var series = new TrendSeries("m", Sign.Positive, [new(0, "a", 0.5), new(3, "b", 0.625), new(4, "c", 0.125)]);
        TrendResult result = Result(series) with { Norm = Norm.Linf };
        result.Networks.Should().Be("net Linf");
        result.Compared.Network.Should().Be("c");
        result.Difference.Should().Be(-0.375);
    }

    [Fact]
    public void The_rule_says_whether_there_may_be_runs()
    {
        TrendResult published = Result(Verdict.Supported);
        published.Rule.Should().Be(TrendRule.Text);
        (published with { IsMeasured = true }).Rule.Should().Be(TrendRule.OfRuns);
    }

    [Fact]
    public void Those_that_reach_R_stand_with_the_farthest_first()
    {
        OtherTraining[] others =
        [
            new("less", "g", 0.5),
            new("as far", "g", 0.625),
            new("farthest", "g", 0.875),
            new("farther", "g", 0.75),
        ];
        Result(Verdict.Supported, others).Reached.Select(o => o.Name).Should().Equal("farthest", "farther", "as far");
    }

    [Fact]
    public void Where_the_measure_should_fall_the_lowest_is_the_farthest()
    {
        OtherTraining[] others =
        [
            new("less", "g", 0.5),
            new("as far", "g", 0.375),
            new("farthest", "g", 0.125),
            new("farther", "g", 0.25),
        ];
        TrendResult result = Result(Falling(0.75, 0.625, 0.5, 0.375, 0.25), others);
        result.Reached.Select(o => o.Name).Should().Equal("farthest", "farther", "as far");
        result.IsWeaker.Should().BeTrue();
    }

    [Theory]
    [InlineData(Verdict.Supported, 0.75, true)]
    [InlineData(Verdict.Supported, 0.5, false)]
    // what is not supported cannot be weaker
    [InlineData(Verdict.Contradicted, 0.75, false)]
    public void Only_what_is_supported_is_weaker_for_others(Verdict verdict, double other, bool weaker) =>
        Result(verdict, new OtherTraining("other", "g", other)).IsWeaker.Should().Be(weaker);

    [Fact]
    public void Its_tables_are_those_of_its_parts() =>
        Result(Verdict.Supported)
            .Tables.Select(t => t.Title)
            .Should()
            .Equal("shape-bias: shape bias, net L2 on study", "shape-bias: network by network, net L2 on study");

    [Fact]
    public void In_a_sentence_it_names_the_claim_and_the_series() =>
        Result(Verdict.Supported)
            .ToString()
            .Should()
            .Be(
                "shape-bias, net L2 on study: Supported: shape bias goes from 0.250 (S) to 0.625 at L2 eps 3; it rises "
                    + "with eps, as predicted (tau 1.000, p 0.0167, 5 networks)."
            );
}
