using RobustRepro.Claims;
using RobustRepro.Statistics;
using RobustRepro.Stimuli;
using RobustRepro.Studies.Cifar10;
using RobustRepro.Tables;
using RobustRepro.Tests.Reporting;
using RobustRepro.Verification;

namespace RobustRepro.Tests.Verification;

public sealed class AccuracyMatchedControlTests
{
    private static readonly Claim Claim = ClaimRegistry.All[0];

    [Fact]
    public void A_verdict_is_compared_with_that_of_S_trained_to_the_end()
    {
        VerificationResult verification = Result(
            full: Row("2 S, 2 R", Verdict.Contradicted),
            matched: Row("seed 1", Verdict.Contradicted)
        );

        AccuracyMatchedControl
            .Tables(verification)
            .Single()
            .Rows.Single()[^2..]
            .Should()
            .Equal("Contradicted", "Contradicted");
        AccuracyMatchedControl.Unchanged(verification).Should().Be(1);
    }

    [Fact]
    public void A_verdict_that_decides_nothing_says_what_would()
    {
        ResultTable table = AccuracyMatchedControl
            .Tables(
                Result(
                    full: Row("2 S, 2 R", Verdict.Supported),
                    matched: Row("2 S, 2 R", Verdict.Inconclusive) with
                    {
                        Detectable = 0.125,
                        Needed = new(12, null),
                    }
                )
            )
            .Single();
        table.Columns.Select(c => c.Name).ToArray()[7..10].Should().Equal("detectable", "runs needed", "images needed");
        table.Rows.Single()[7..10].Should().Equal(0.125, 12, null);
    }

    [Fact]
    public void A_verdict_that_rests_on_accuracy_is_seen()
    {
        VerificationResult verification = Result(
            full: Row("seed 0", Verdict.Supported),
            matched: Row("seed 0", Verdict.Inconclusive)
        );

        AccuracyMatchedControl
            .Tables(verification)
            .Single()
            .Rows.Single()[^2..]
            .Should()
            .Equal("Inconclusive", "Supported");
        AccuracyMatchedControl.Unchanged(verification).Should().Be(0);
    }

    [Fact]
    public void How_well_accuracy_is_matched_stands_beside_the_verdicts()
    {
        VerificationResult verification = Result(
            full: Row("seed 0", Verdict.Supported),
            matched: Row("seed 0", Verdict.Supported)
        ) with
        {
            Networks = new Dictionary<string, ArchitectureNetworks>
            {
                ["resnet"] = new([0], [0], [], SampleResults.Pairs("resnet", 1), null),
            },
        };

        NetworkPair first = SampleResults.Pairs("resnet", 1)[0];
        double matched = first.Standard.Decisions[StimulusName.Intact].Accuracy.Value,
            robust = first.Robust.Decisions[StimulusName.Intact].Accuracy.Value;
        ResultTable accuracies = AccuracyMatchedControl.Tables(verification)[0];
        accuracies.Rows[0][..5].Should().Equal("resnet", first.Label, matched, robust, robust - matched);
        AccuracyMatchedControl.Tables(verification).Should().HaveCount(2);
    }

    private static VerificationResult Result(ClaimRow full, ClaimRow matched) =>
        new(Cifar10Study.Open().Info, [Judged(full)], []) { AccuracyMatched = [Judged(matched)] };

    private static ClaimResult Judged(ClaimRow row) =>
        new(Claim, "cifar10", "resnet", row, new ResultTable("", [], [], []), []);

    private static ClaimRow Row(string label, Verdict verdict) =>
        new(label, 0.5, 0.4, new Interval(-0.1, -0.2, 0), verdict, null);
}
