using RobustRepro.Claims;
using RobustRepro.Statistics;
using static RobustRepro.Tests.Claims.Synthetic;

namespace RobustRepro.Tests.Claims;

/// <summary>Claims over all architectures of a study.</summary>
public sealed class HeadlinesTests
{
    [Fact]
    public void The_mean_over_architectures_decides()
    {
        // one architecture loses what the other gains, and more
        Headline headline = Headlines
            .Of([
                Judged(new ShapeBiasClaim(), "a", [2, 3, 2], [7, 8, 8]),
                Judged(new ShapeBiasClaim(), "b", [5, 5, 6], [4, 5, 4]),
            ])
            .Single();
        headline.Row.Label.Should().Be("3 S, 3 R");
        headline.Row.Difference.Estimate.Should().BeApproximately(((23 - 7) / 30.0 + (13 - 16) / 30.0) / 2, 1e-9);
        headline.Verdict.Should().Be(Verdict.Supported);
        headline.CorrectedP.Should().Be(headline.Row.P, "there is one claim");
    }

    [Fact]
    public void What_the_correction_takes_back_is_inconclusive()
    {
        ClaimResult close = Judged(new ShapeBiasClaim(), "a", [2, 3, 4], [5, 6, 7]);
        Headline alone = Headlines.Of([close]).Single(),
            amongMany =
                Headlines.Of([
                    close,
                    .. Enumerable.Range(0, 9).Select(i => Judged(new Renamed($"c{i}"), "a", [2, 5, 8], [2, 5, 9])),
                ])[0];
        alone.Row.P.Should().BeLessThan(0.05).And.BeGreaterThan(0.005);
        alone.Verdict.Should().Be(Verdict.Supported);
        amongMany.CorrectedP.Should().BeApproximately(10 * alone.Row.P, 1e-9);
        amongMany.Verdict.Should().Be(Verdict.Inconclusive);
        VerdictText.Sentence(amongMany).Should().Contain("does not stand after Holm's correction");
    }

    [Fact]
    public void Where_robust_is_not_supported_every_other_headline_says_so()
    {
        ClaimResult bias = Judged(new ShapeBiasClaim(), "a", [2, 3, 2], [7, 8, 8]),
            falls = new RobustClaim().Judge("study", "a", new Runs([.. Under(1, 2, 1)], [.. Under(2, 1, 2)]));
        Headline[] headlines = [.. Headlines.Of([falls, bias])];
        headlines[0].LacksPrecondition.Should().BeFalse("it is the precondition");
        headlines[1].ToString().Should().StartWith("Supported, but robust is ");
        VerdictText.Sentence(headlines[1]).Should().Contain("The networks called robust were not shown to be");

        static IEnumerable<RobustRepro.Measures.NetworkMeasurements> Under(params int[] tenths) =>
            tenths.Select(t => new Network { UnderAttack = t }.Measure());
    }

    [Theory]
    [InlineData(Verdict.Supported, 2, false)]
    [InlineData(Verdict.Supported, 1, true)]
    [InlineData(Verdict.Contradicted, 1, true)]
    [InlineData(Verdict.Inconclusive, 0, false)]
    public void Fewer_than_half_of_the_choices_make_it_depend_on_the_measure(
        Verdict verdict,
        int agreeing,
        bool depends
    )
    {
        (string, Verdict)[] choices =
        [
            .. Enumerable.Range(0, 4).Select(i => ($"choice {i}", i < agreeing ? verdict : Verdict.Negligible)),
            ("a choice that decides nothing", Verdict.Undecidable),
        ];
        var headline = new Headline(
            new ShapeBiasClaim(),
            "study",
            new ClaimRow("8 S, 8 R", 0.2, 0.7, new(0.5, 0.4, 0.6), verdict, null),
            0.001,
            0.001,
            choices,
            Verdict.Supported
        );
        headline.DecidingChoices.Should().Be(4);
        headline.Agreeing.Should().Be(agreeing);
        headline.DependsOnTheMeasure.Should().Be(depends);
        headline.ToString().Should().Be(verdict + (depends ? ", depends on the measure" : ""));
    }

    internal static ClaimResult Judged(Claim claim, string architecture, int[] standard, int[] robust) =>
        claim.Judge(
            "study",
            architecture,
            new Runs(
                [.. standard.Select(s => new Network { Shape = s }.Measure())],
                [.. robust.Select(r => new Network { Shape = r }.Measure())]
            )
        );

    /// <summary>Another claim that reads the same.</summary>
    internal sealed class Renamed(string id) : Claim(id, "shape bias", Sign.Positive)
    {
        public override IReadOnlyList<RobustRepro.Stimuli.StimulusName> Needs => new ShapeBiasClaim().Needs;

        public override Measured Read(Runs runs) => new ShapeBiasClaim().Read(runs);
    }
}
