using RobustRepro.Attacks;
using RobustRepro.Claims;
using RobustRepro.Claims.Trends;
using RobustRepro.Statistics;
using static RobustRepro.Tests.Claims.Trends.SampleTrends;

namespace RobustRepro.Tests.Claims.Trends;

/// <summary>Headlines: one series per claim, corrected over the claims, beside the claim's other series.</summary>
public sealed class TrendHeadlineTests
{
    [Theory]
    [InlineData(Verdict.Supported, 0.04, Verdict.Supported)]
    // a corrected p counts up to 0.05, as any other
    [InlineData(Verdict.Supported, 0.05, Verdict.Supported)]
    [InlineData(Verdict.Supported, 0.06, Verdict.Inconclusive)]
    [InlineData(Verdict.Contradicted, 0.05, Verdict.Contradicted)]
    [InlineData(Verdict.Contradicted, 0.06, Verdict.Inconclusive)]
    // there is nothing to take back
    [InlineData(Verdict.Negligible, 1, Verdict.Negligible)]
    [InlineData(Verdict.Inconclusive, 1, Verdict.Inconclusive)]
    [InlineData(Verdict.Undecidable, 1, Verdict.Undecidable)]
    public void The_correction_takes_back_what_decides(Verdict uncorrected, double correctedP, Verdict verdict)
    {
        TrendHeadline headline = Headline(uncorrected, correctedP);
        headline.Verdict.Should().Be(verdict);
        headline.ToString().Should().Be(verdict.ToString());
    }

    [Theory]
    [InlineData(Verdict.Supported, 0, true)]
    [InlineData(Verdict.Supported, 1, true)]
    // half of them is enough
    [InlineData(Verdict.Supported, 2, false)]
    [InlineData(Verdict.Supported, 4, false)]
    [InlineData(Verdict.Contradicted, 1, true)]
    [InlineData(Verdict.Contradicted, 2, false)]
    // what does not decide depends on nothing
    [InlineData(Verdict.Inconclusive, 0, false)]
    [InlineData(Verdict.Undecidable, 0, false)]
    public void Fewer_than_half_of_the_choices_make_it_depend_on_the_measure(
        Verdict verdict,
        int agreeing,
        bool depends
    )
    {
        TrendHeadline headline = Headline(
            verdict,
            0.01,
            [
                .. Enumerable.Range(0, 4).Select(i => i < agreeing ? verdict : Verdict.Negligible),
                .. verdict == Verdict.Undecidable ? [] : new[] { Verdict.Undecidable },
            ]
        );
        headline.DecidingChoices.Should().Be(4, "what is undecidable is no choice");
        headline.Agreeing.Should().Be(agreeing);
        headline.DependsOnTheMeasure.Should().Be(depends);
        headline.ToString().Should().Be(verdict + (depends ? ", depends on the measure" : ""));
    }

    [Fact]
    public void Without_choices_it_does_not_depend_on_them()
    {
        TrendHeadline headline = Headline(Verdict.Supported, 0.01);
        headline.DecidingChoices.Should().Be(0);
        headline.DependsOnTheMeasure.Should().BeFalse();
    }

    [Fact]
    public void Choices_agree_with_the_verdict_that_the_correction_leaves()
    {
        TrendHeadline headline = Headline(Verdict.Supported, 0.06, Verdict.Supported, Verdict.Inconclusive);
        headline.Verdict.Should().Be(Verdict.Inconclusive);
        headline.Agreeing.Should().Be(1, "the second is inconclusive too");
    }

    [Fact]
    public void Each_claim_has_one_headline_and_its_other_series_beside_it()
    {
        TrendResult bias = Result(Verdict.Supported),
            biasWide = bias with { Architecture = "wide", IsHeadline = false },
            biasLinf = Result(Verdict.Negligible) with { Norm = Norm.Linf, IsHeadline = false },
            shapeLess = Result(Verdict.Inconclusive) with { Claim = new ShapeLessClaim() },
            shapeLessWide = shapeLess with { Architecture = "wide", IsHeadline = false },
            robust = Result(Verdict.Supported) with { Claim = new RobustClaim(), IsHeadline = false };
        IReadOnlyList<TrendHeadline> headlines = TrendHeadline.Of([
            biasWide,
            bias,
            shapeLess,
            robust,
            biasLinf,
            shapeLessWide,
        ]);

        headlines.Select(h => h.Result).Should().Equal(bias, shapeLess);
        headlines[0].Further.Should().Equal(biasWide, biasLinf);
        headlines[0].AgreeingSeries.Should().Be(1, "under Linf it is negligible");
        headlines[1].Further.Should().Equal(shapeLessWide);
        headlines[1].AgreeingSeries.Should().Be(1);
        // robust has no headline, so that there are two claims to correct for
        headlines[0].CorrectedP.Should().Be(2 * SmallestPOfFive);
        headlines[1].CorrectedP.Should().Be(1);
    }
}
