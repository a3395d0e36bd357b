using RobustRepro.Claims;
using RobustRepro.Reporting;
using RobustRepro.Statistics;
using RobustRepro.Studies;

namespace RobustRepro.Tests.Studies;

public sealed class AccuracyMatchedControlTests
{
    private static readonly Claim Claim = ClaimRegistry.All[0];

    [Fact]
    public void A_verdict_is_compared_with_that_of_the_same_pair()
    {
        VerificationResult verification = Result(
            full: [Row("seed 0", Verdict.Supported), Row("seed 1", Verdict.Contradicted), Row("pooled", Verdict.Inconclusive)],
            matched: [Row("seed 1", Verdict.Contradicted)]);

        AccuracyMatchedControl.Table(verification).Rows.Single()[^2..].Should().Equal("Contradicted", "Contradicted");
        AccuracyMatchedControl.Unchanged(verification).Should().Be(1);
    }

    [Fact]
    public void A_verdict_that_rests_on_accuracy_is_seen()
    {
        VerificationResult verification = Result(full: [Row("seed 0", Verdict.Supported)], matched: [Row("seed 0", Verdict.Inconclusive)]);

        AccuracyMatchedControl.Table(verification).Rows.Single()[^2..].Should().Equal("Inconclusive", "Supported");
        AccuracyMatchedControl.Unchanged(verification).Should().Be(0);
    }

    private static VerificationResult Result(ClaimRow[] full, ClaimRow[] matched) =>
        new(new Cifar10Study(), [Judged(full)], [], []) { AccuracyMatched = [Judged(matched)] };

    private static ClaimResult Judged(ClaimRow[] rows) => new(Claim, "cifar10", "resnet", rows, new ResultTable("", [], [], []), []);

    private static ClaimRow Row(string label, Verdict verdict) => new(label, 0.5, 0.4, new Interval(-0.1, -0.2, 0), verdict, null);
}
