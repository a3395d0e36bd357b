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

    [Theory]
    [InlineData(0.25, "+0.250")]
    [InlineData(-0.25, "−0.250")]
    [InlineData(double.NaN, "undefined")]
    public void Differences_carry_their_sign(double value, string text) => VerdictText.Signed(value).Should().Be(text);
}
