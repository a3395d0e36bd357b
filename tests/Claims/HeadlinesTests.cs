using RobustRepro.Claims;
using RobustRepro.Statistics;
using RobustRepro.Stimuli;
using RobustRepro.Tables;
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
        alone.Row.Needed.Should().BeNull("it is decided");
        amongMany.CorrectedP.Should().BeApproximately(10 * alone.Row.P, 1e-9);
        amongMany.Verdict.Should().Be(Verdict.Inconclusive);
        VerdictText.Sentence(amongMany).Should().Contain("does not stand after Holm's correction");
        // what would decide is asked for as if the interval had included 0
        Comparison read = new ShapeBiasClaim().Read(close.Runs).Primary;
        amongMany.Row.Needed.Should().Be(new RunDifference((read.Standard, read.Robust)).Needed(0.05)).And.NotBeNull();
        ResultTable table = Headlines.Table("study", [amongMany]);
        object?[] needed =
        [
            .. new[] { "runs needed", "images needed" }.Select(name =>
                table.Rows[0][table.Columns.Index().Single(c => c.Item.Name == name).Index]
            ),
        ];
        needed.Should().Equal(amongMany.Row.Needed!.Value.Runs, amongMany.Row.Needed!.Value.Images);
        needed.Should().ContainSingle(n => n != null);
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

    [Fact]
    public void What_decides_nothing_agrees_with_nothing() =>
        new Headline(
            new ShapeBiasClaim(),
            "study",
            new ClaimRow("8 S, 8 R", 0.2, 0.7, new(0.5, 0.4, 0.6), Verdict.Undecidable, "S knows no texture"),
            double.NaN,
            double.NaN,
            [("a choice that decides nothing either", Verdict.Undecidable), ("one that does", Verdict.Supported)],
            Verdict.Supported
        )
            .Agreeing.Should()
            .Be(0);

    [Fact]
    public void Labels_are_exchanged_where_there_are_several_runs()
    {
        Headlines.Of([Judged(new ShapeBiasClaim(), "a", [2], [8])])[0].PermutationP.Should().Be(double.NaN);
        // of the 20 ways to call three of six robust, two are as far apart
        Headlines
            .Of([Judged(new ShapeBiasClaim(), "a", [2, 3, 1], [7, 8, 9])])[0]
            .PermutationP.Should()
            .BeApproximately(0.1, 1e-12);
    }

    /// <summary>By their labels, whatever their order.</summary>
    [Fact]
    public void Choices_that_every_architecture_has_are_judged_over_all_of_them()
    {
        ClaimResult[] results =
        [
            Judged(new Choosing([("bias", null), ("scrambled", null), ("alone", null)]), "a", [2, 3, 2], [7, 8, 8]),
            Judged(new Choosing([("scrambled", "not shown"), ("bias", null)]), "b", [1, 2, 3], [7, 8, 9]),
        ];
        Headlines
            .Of(results)[0]
            .Choices.Should()
            .Equal(("bias", Verdict.Supported), ("scrambled", Verdict.Undecidable));
        results[1] = Judged(new Choosing([("scrambled", null), ("bias", null)]), "b", [1, 2, 3], [7, 8, 9]);
        Headlines.Of(results)[0].Choices[1].Should().Be(("scrambled", Verdict.Negligible));
    }

    [Fact]
    public void The_table_has_a_row_per_claim_and_the_tolerances_of_the_widest()
    {
        ClaimResult wide = Judged(new Renamed("wide", 0.04), "a", [2, 5, 8], [2, 5, 9]);
        Headline[] headlines =
        [
            .. Headlines.Of([
                Judged(new Choosing([("bias", null), ("scrambled", null)]), "a", [2, 3, 2], [7, 8, 8]),
                wide,
                new UnknownClaim().Judge("study", "a", wide.Runs),
            ]),
        ];
        ResultTable table = Headlines.Table("study", headlines);
        table.Title.Should().Be("every claim over all architectures, study");
        table
            .Columns.Where(c => c.Tolerance > 0)
            .Select(c => (c.Name, Math.Round(c.Tolerance, 9)))
            .Should()
            .Equal(
                ("S", 0.04),
                ("R", 0.04),
                ("R - S", 0.08),
                ("low", 0.08),
                ("high", 0.08),
                ("smallest", 0.04),
                ("detectable", 0.08),
                ("runs needed", 8),
                ("images needed", 1000),
                ("p", 0.02),
                ("p, Holm", 0.04),
                ("p, permutation", 0.02)
            );
        table.Rows.Select(r => r[0]).Should().Equal("choosing", "wide", "unknown");
        table.Rows.Select(r => r[^2] ?? "none").Should().Equal("1 of 2", "none", "none");
        table.Rows[0][^1].Should().Be("Supported");
        table.Notes.Should().Equal("unknown: a: nobody knows");
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
    internal class Renamed(string id, double tolerance = 0.015) : Claim(id, "shape bias", Sign.Positive)
    {
        public override IReadOnlyList<StimulusName> Needs => new ShapeBiasClaim().Needs;

        protected internal override double Tolerance => tolerance;

        public override Measured Read(Runs runs) => new ShapeBiasClaim().Read(runs);
    }

    /// <summary>With other choices of the measure, each with why it decides nothing.</summary>
    private sealed class Choosing((string Label, string? Invalid)[] choices) : Renamed("choosing")
    {
        public override Measured Read(Runs runs) =>
            base.Read(runs) with
            {
                Variants =
                [
                    .. choices.Select(c => new Variant(
                        c.Label,
                        c.Label == "scrambled"
                            ? Comparisons.Accuracy("scrambled", StimulusName.Scrambled, runs)
                            : base.Read(runs).Primary,
                        c.Invalid
                    )),
                ],
            };
    }

    private sealed class UnknownClaim() : Renamed("unknown")
    {
        public override Measured Read(Runs runs) => base.Read(runs) with { Invalid = "nobody knows" };
    }
}
