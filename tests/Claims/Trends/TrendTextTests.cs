using RobustRepro.Attacks;
using RobustRepro.Claims.Trends;
using RobustRepro.Statistics;
using static RobustRepro.Tests.Claims.Trends.SampleTrends;

namespace RobustRepro.Tests.Claims.Trends;

/// <summary>Trends in sentences, word by word.</summary>
public sealed class TrendTextTests
{
    [Theory]
    [InlineData(
        Verdict.Supported,
        "Supported: shape bias goes from 0.250 (S) to 0.625 at L2 eps 3; it rises with eps, as predicted (tau 1.000, "
            + "p 0.0167, 5 networks)."
    )]
    [InlineData(
        Verdict.Contradicted,
        "Contradicted: shape bias goes from 0.750 (S) to 0.375 at L2 eps 3; it goes the other way with eps (tau "
            + "−1.000, p 0.0167, 5 networks); the claim predicts that it rises."
    )]
    [InlineData(
        Verdict.Negligible,
        "Negligible: shape bias goes from 0.500 (S) to 0.500 at L2 eps 3; no R differs from S by 0.050, the smallest "
            + "effect of interest (tau undefined, p 1.0000, 5 networks)."
    )]
    [InlineData(
        Verdict.Inconclusive,
        "Inconclusive: shape bias goes from 0.250 (S) to 0.500 at L2 eps 3; it has no clear trend over eps (tau 0.000, "
            + "p 1.0000, 5 networks)."
    )]
    [InlineData(
        Verdict.Undecidable,
        "Undecidable: shape bias goes from 0.250 (S) to 0.750 at L2 eps 0.5; a trend needs 5 networks, here are 2."
    )]
    public void Every_verdict_has_its_sentence(Verdict verdict, string sentence) =>
        TrendText.Sentence(Result(verdict)).Should().Be(sentence);

    [Fact]
    public void What_is_unclear_names_the_tau_that_would_have_been_clear()
    {
        TrendSeries unclear = Rising(0.25, 0.75, 0.5, 0.375, 0.625);
        unclear.DecidingTau.Should().Be(1, "of five networks, rising all the way alone has a p below 0.05");
        TrendText
            .Sentence(Result(unclear))
            .Should()
            .EndWith("(tau 0.200, p 0.8167, 5 networks). A tau of 1.000 from 0 would have been one.");
        TrendTables.Verdicts("title", [Result(unclear)]).Rows[0][^3].Should().Be(1.0);
        // of several runs per eps too
        TrendSeries runs = Runs([
            .. new[] { 0.25, 0.75, 0.5, 0.375 }.SelectMany(value => new[] { (0, value), (3.0, value + 0.0625) }),
        ]);
        runs.DecidingTau.Should().BeGreaterThan(0.5);
        TrendText.Sentence(Result(runs)).Should().EndWith(" from 0 would have been one.");
    }

    [Fact]
    public void What_should_fall_says_so()
    {
        TrendText
            .Sentence(Result(Falling(0.75, 0.625, 0.5, 0.375, 0.25)))
            .Should()
            .EndWith("; it falls with eps, as predicted (tau −1.000, p 0.0167, 5 networks).");
        TrendText
            .Sentence(Result(Falling(0.25, 0.375, 0.5, 0.625, 0.75)))
            .Should()
            .EndWith("; the claim predicts that it falls.");
    }

    [Fact]
    public void Few_runs_are_counted_with_their_eps() =>
        TrendText
            .Sentence(Result(Runs((0, 0.25), (0, 0.5), (3, 0.5), (3, 1))))
            .Should()
            .Be(
                "Undecidable: shape bias goes from 0.375 (S) to 0.750 at L2 eps 3; no order of 4 networks at 2 eps has "
                    + "a p of 0.05 or less."
            );

    [Fact]
    public void One_network_without_a_value_is_the_reason() =>
        TrendText
            .Sentence(Result(Rising(0.25, 0.375, 0.5, 0.625, double.NaN)))
            .Should()
            .Be("Undecidable: shape bias goes from 0.250 (S) to 0.625 at L2 eps 3; it is undefined for some network.");

    [Fact]
    public void A_headline_alone_has_its_correction() =>
        TrendText
            .Sentence(Headline(Verdict.Supported, 0.0333))
            .Should()
            .Be("Supported: net L2, the paper's architecture and norm; with Holm's correction p 0.0333.");

    [Fact]
    public void Choices_that_agree_are_counted() =>
        TrendText
            .Sentence(Headline(Verdict.Supported, 0.0333, Verdict.Supported, Verdict.Negligible, Verdict.Undecidable))
            .Should()
            .EndWith("with Holm's correction p 0.0333. 1 of 2 other choices agree.");

    [Fact]
    public void Where_most_choices_disagree_it_depends_on_the_measure() =>
        TrendText
            .Sentence(Headline(Verdict.Supported, 0.0333, Verdict.Negligible, Verdict.Contradicted))
            .Should()
            .EndWith("with Holm's correction p 0.0333. 0 of 2 other choices agree: it depends on the measure.");

    [Fact]
    public void Other_series_come_last()
    {
        TrendHeadline headline = Headline(Verdict.Supported, 0.0333, Verdict.Supported) with
        {
            Further = [Result(Verdict.Supported), Result(Verdict.Contradicted), Result(Verdict.Undecidable)],
        };
        TrendText
            .Sentence(headline)
            .Should()
            .Be(
                "Supported: net L2, the paper's architecture and norm; with Holm's correction p 0.0333. 1 of 1 other "
                    + "choices agree. 1 of 3 other series agree."
            );
    }

    [Fact]
    public void Without_other_trainings_there_is_nothing_to_say() =>
        TrendText.OtherTrainings(Result(Verdict.Supported)).Should().BeNull();

    [Theory]
    [InlineData(Verdict.Contradicted)]
    [InlineData(Verdict.Inconclusive)]
    public void Other_trainings_matter_to_what_is_supported_alone(Verdict verdict) =>
        TrendText.OtherTrainings(Result(verdict, Others(1))).Should().BeNull();

    [Fact]
    public void Trainings_that_stay_behind_are_counted() =>
        TrendText
            .OtherTrainings(Result(Verdict.Supported, new("a", "more data", 0.5), new("b", "more data", 0.25)))
            .Should()
            .Be("None of 2 ResNet-50s trained without attacks comes as far as R at L2 eps 3.");

    [Theory]
    [InlineData(1, "1 of 2 ResNet-50s trained without attacks comes", "net 1 (more data, 1.625).")]
    [InlineData(
        3,
        "3 of 4 ResNet-50s trained without attacks come",
        "net 3 (more data, 3.625), net 2 (more data, 2.625), net 1 (more data, 1.625)."
    )]
    [InlineData(
        4,
        "4 of 5 ResNet-50s trained without attacks come",
        "net 4 (more data, 4.625), net 3 (more data, 3.625), net 2 (more data, 2.625), ..."
    )]
    public void The_three_that_come_farthest_are_named(int reached, string come, string names)
    {
        OtherTraining[] others = [.. Others(reached), new("behind", "baseline", 0.5)];
        string sentence = $"Weaker: {come} as far as R at L2 eps 3 or further: {names}";
        TrendText
            .OtherTrainings(Result(Verdict.Supported, others))
            .Should()
            .Be(reached > 3 ? sentence + "." : sentence);
    }

    [Fact]
    public void Other_choices_are_counted_by_verdict_in_the_order_of_the_verdicts()
    {
        TrendText.OtherChoices([]).Should().BeNull();
        TrendText.OtherChoices([Of(Verdict.Supported)]).Should().Be("Measured in 1 other way: 1 supported.");
        Verdict[] verdicts = [Verdict.Undecidable, Verdict.Supported, Verdict.Negligible, Verdict.Supported];
        TrendText
            .OtherChoices([.. verdicts.Select(Of)])
            .Should()
            .Be("Measured in 4 other ways: 2 supported, 1 negligible, 1 undecidable.");
    }

    [Theory]
    [InlineData(3, Norm.L2, "L2 eps 3")]
    [InlineData(0.25, Norm.L2, "L2 eps 0.25")]
    [InlineData(4, Norm.Linf, "Linf eps 4/255")]
    [InlineData(0.5, Norm.Linf, "Linf eps 0.5/255")]
    public void An_eps_stands_with_its_norm(double eps, Norm norm, string text) =>
        TrendText.EpsOf(eps, norm).Should().Be(text);

    [Theory]
    [InlineData(0.00009, "p below 0.0001")]
    [InlineData(0.0001, "p 0.0001")]
    [InlineData(double.NaN, "p undefined")]
    [InlineData(0.05, "p 0.0500")]
    [InlineData(1, "p 1.0000")]
    public void A_p_has_four_decimals_and_is_never_0(double p, string text) => TrendText.POf(p).Should().Be(text);

    [Theory]
    [InlineData(Sign.Positive, "rises")]
    [InlineData(Sign.Negative, "falls")]
    public void A_sign_is_a_way_to_go(Sign predicted, string verb) => TrendText.Goes(predicted).Should().Be(verb);

    /// <summary>Networks that come farther than R, each farther than the one before.</summary>
    private static OtherTraining[] Others(int count) =>
        [.. Enumerable.Range(1, count).Select(i => new OtherTraining($"net {i}", "more data", i + 0.625))];
}
