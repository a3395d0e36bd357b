using RobustRepro.Attacks;
using RobustRepro.Attacks.Auto;
using RobustRepro.Claims;
using RobustRepro.Measures;
using RobustRepro.Reporting;
using RobustRepro.Statistics;
using RobustRepro.Stimuli;
using RobustRepro.Tests.Reporting;

namespace RobustRepro.Tests.Claims;

/// <summary>AutoAttack beside the verdict of <c>robust</c>: a sensitivity row and its doubts, and no other
/// verdict.</summary>
public sealed class RobustUnderAutoAttackTests
{
    [Fact]
    public void It_is_a_row_of_sensitivity_and_does_not_decide()
    {
        // under PGD R is far ahead, under AutoAttack both fall
        ClaimResult result = Judge(Network("s", right: 1), Network("r", right: 1));
        result.Verdict.Should().Be(Verdict.Supported);
        result.OtherChoices.Should().ContainSingle().Which.Should().NotBe(Verdict.Supported);
        result.Details[^1].Rows.Should().ContainSingle().Which[0].Should().Be("AutoAttack, first 50 images");
        result.Doubts.Should().BeEmpty();
    }

    [Fact]
    public void A_sign_of_gradient_masking_stands_beside_the_verdict_in_the_report()
    {
        ClaimResult result = Judge(Network("s", right: 1), Network("r", right: 8, bySquare: 4));
        const string doubt =
            "r, sign of gradient masking: Square, which sees no gradient, broke 4 of 44 images that the attacks along "
            + "the gradient did not.";
        result.Doubts.Should().Equal(doubt);
        string html = HtmlReport.Html(
            SampleReport.Report with
            {
                Sections = [new ClaimSection(result.Claim, [result], [])],
            }
        );
        html.Should().Contain(doubt);
    }

    [Fact]
    public void Without_it_nothing_is_added()
    {
        ClaimResult result = new RobustClaim().Judge(
            "test",
            "test",
            [new("pair", Measured("s", underPgd: 1), Measured("r", underPgd: 6))]
        );
        result.OtherChoices.Should().BeEmpty();
        result.Doubts.Should().BeEmpty();
    }

    [Fact]
    public void Where_one_network_alone_met_it_there_is_no_row() =>
        Judge(Network("s", right: 1), Measured("r", underPgd: 6)).OtherChoices.Should().BeEmpty();

    private static ClaimResult Judge(NetworkMeasurements standard, NetworkMeasurements robust) =>
        new RobustClaim().Judge("test", "test", [new("pair", standard, robust)]);

    private static NetworkMeasurements Measured(string name, int underPgd) =>
        new Synthetic.Network { UnderAttack = underPgd }.Measure() with
        {
            Name = name,
        };

    /// <summary>Of every ten images in a row so many withstand AutoAttack.</summary>
    private static NetworkMeasurements Network(string name, int right, int bySquare = 0)
    {
        NetworkMeasurements measured = Measured(name, underPgd: name == "s" ? 1 : 8);
        Decisions clean = measured.Decisions[StimulusName.Intact].Take(50),
            answers = new Synthetic.Network { Intact = right }
                .Measure()
                .Decisions[StimulusName.Intact]
                .Take(50);
        int withstand = 5 * right;
        var result = new AutoAttackResult(
            new AutoAttack(new ThreatModel(Norm.L2, 2)),
            clean.Response,
            answers.Response,
            [.. Enumerable.Range(0, 50).Select(clean.LabelOf)],
            [
                new(AutoAttack.CrossEntropyName, 50, 50 - withstand - bySquare),
                new(AutoAttack.TargetedName, withstand + bySquare, 0),
                new(AutoAttack.FabName, withstand + bySquare, 0),
                new(AutoAttack.SquareName, withstand + bySquare, bySquare),
            ]
        )
        {
            Check = new(50, 0, 0, AfterOneStep: 49, AfterManySteps: 48, MissedByAll: 0),
        };
        return measured with { AutoAttack = new(result, answers, "0") };
    }
}
