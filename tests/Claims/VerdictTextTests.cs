using RobustRepro.Claims;
using RobustRepro.Statistics;

namespace RobustRepro.Tests.Claims;

public class VerdictTextTests
{
    private static ClaimResult Result(string claim, ClaimRow row) =>
        new(ClaimRegistry.Find(claim), "trifeature", "googlenet", row, new("t", [], [], []), []);

    [Fact]
    public void Supported_names_both_numbers_and_the_interval() =>
        VerdictText
            .Sentence(
                Result(
                    "shape-bias",
                    new ClaimRow("seed 0", 0.115, 0.765, new(0.65, 0.55, 0.75), Verdict.Supported, null)
                )
            )
            .Should()
            .Be(
                "Supported: R's shape bias is 0.650 above S's (0.765 against 0.115; 95% interval of the "
                    + "difference 0.550 to 0.750), as predicted."
            );

    [Theory]
    [InlineData(12, null, "; 12 runs per arm would tell the smallest that matters, 0.050.")]
    [InlineData(null, 2400, "; to tell the smallest that matters, 0.050, takes about 2400 images, and many runs.")]
    [InlineData(null, null, "; up to 10,000 runs per arm would not tell the smallest that matters, 0.050.")]
    public void What_would_decide_is_said(int? runs, int? images, string end)
    {
        ClaimRow row = new("3 S, 3 R", 0.5, 0.6, new(0.1, -0.1, 0.3), Verdict.Inconclusive, null)
        {
            SmallestEffect = 0.05,
            Detectable = 0.25,
            Needed = new(runs, images),
        };
        VerdictText.WouldDecide(row).Should().Be($"An effect of 0.250 would have been found with 80% probability{end}");
        VerdictText.Sentence(Result("shape-bias", row)).Should().EndWith($"includes 0. {VerdictText.WouldDecide(row)}");
        VerdictText.WouldDecide(row with { Detectable = double.NaN }).Should().BeNull("one run tells nothing of runs");
    }

    [Fact]
    public void Contradicted_says_what_was_predicted() =>
        VerdictText
            .Sentence(
                Result(
                    "shape-less",
                    new ClaimRow("2 S, 2 R", 0.5, 0.62, new(0.12, 0.01, 0.2), Verdict.Contradicted, null)
                )
            )
            .Should()
            .Be(
                "Contradicted: R's accuracy on scrambled images is 0.120 above S's (0.620 against 0.500; "
                    + "95% interval of the difference 0.010 to 0.200); the claim predicts it below."
            );

    [Fact]
    public void Inconclusive_says_that_the_interval_includes_zero() =>
        VerdictText
            .Sentence(
                Result(
                    "shape-bias",
                    new ClaimRow("seed 0", 0.5, 0.48, new(-0.02, -0.07, 0.03), Verdict.Inconclusive, null)
                ),
                "S",
                "another S"
            )
            .Should()
            .Be(
                "Inconclusive: another S's shape bias is 0.020 below S's (0.480 against 0.500), but the 95% "
                    + "interval of the difference, −0.070 to 0.030, includes 0."
            );

    [Fact]
    public void Undecidable_gives_the_reason() =>
        VerdictText
            .Sentence(
                Result(
                    "shape-bias",
                    new ClaimRow(
                        "seed 0",
                        0.5,
                        double.NaN,
                        new(double.NaN, double.NaN, double.NaN),
                        Verdict.Undecidable,
                        "S knows no texture"
                    )
                )
            )
            .Should()
            .Be("Undecidable: S knows no texture. Measured, but deciding nothing: R undefined, S 0.500.");

    /// <summary>An end of the interval at 0 includes it; a difference of 0 is on no side.</summary>
    [Theory]
    [InlineData(0.02, 0, 0.05, "R's shape bias is 0.020 above S's", "0.000 to 0.050, includes 0.")]
    [InlineData(-0.02, -0.05, 0, "R's shape bias is 0.020 below S's", "−0.050 to 0.000, includes 0.")]
    [InlineData(0, -0.05, 0.05, "R's shape bias is equal to S's", "−0.050 to 0.050, includes 0.")]
    public void Zero_is_told_apart(double difference, double low, double high, string begins, string ends) =>
        VerdictText
            .Sentence(
                Result(
                    "shape-bias",
                    new ClaimRow("2 S, 2 R", 0.5, 0.5, new(difference, low, high), Verdict.Inconclusive, null)
                )
            )
            .Should()
            .StartWith($"Inconclusive: {begins}")
            .And.EndWith(ends);

    [Fact]
    public void Contradicted_the_other_way_round() =>
        VerdictText
            .Sentence(
                Result(
                    "shape-bias",
                    new ClaimRow("2 S, 2 R", 0.6, 0.5, new(-0.1, -0.2, -0.05), Verdict.Contradicted, null)
                )
            )
            .Should()
            .EndWith("; the claim predicts it above.");

    [Theory]
    [InlineData(new Verdict[0], null)]
    [InlineData(new[] { Verdict.Negligible }, "Under 1 other choice of the measure: 1 negligible.")]
    [InlineData(
        new[] { Verdict.Inconclusive, Verdict.Supported, Verdict.Inconclusive, Verdict.Contradicted },
        "Under 4 other choices of the measure: 1 supported, 1 contradicted, 2 inconclusive."
    )]
    public void Other_choices_are_counted_by_verdict(Verdict[] choices, string? text) =>
        VerdictText
            .OtherChoices(
                Result("shape-bias", new ClaimRow("", 0.1, 0.7, new(0.6, 0.5, 0.7), Verdict.Supported, null)) with
                {
                    OtherChoices = choices,
                }
            )
            .Should()
            .Be(text);

    [Theory]
    [InlineData(new Verdict[0], "as predicted.")]
    [InlineData(
        new[] { Verdict.Supported, Verdict.Negligible, Verdict.Undecidable },
        "as predicted. 1 of 2 other choices agree."
    )]
    [InlineData(
        new[] { Verdict.Contradicted, Verdict.Negligible },
        "as predicted. 0 of 2 other choices agree: it depends on the measure."
    )]
    public void A_headline_says_what_it_hangs_on(Verdict[] choices, string ends) =>
        VerdictText
            .Sentence(
                new Headline(
                    new ShapeBiasClaim(),
                    "study",
                    new ClaimRow("8 S, 8 R", 0.2, 0.7, new(0.5, 0.4, 0.6), Verdict.Supported, null),
                    0.001,
                    0.001,
                    [.. choices.Select((c, i) => ($"choice {i}", c))],
                    Verdict.Supported
                )
            )
            .Should()
            .EndWith(ends);

    [Theory]
    [InlineData(0.25, "+0.250")]
    [InlineData(-0.25, "−0.250")]
    [InlineData(double.NaN, "undefined")]
    public void Differences_carry_their_sign(double value, string text) => VerdictText.Signed(value).Should().Be(text);
}
