using RobustRepro.Claims;
using RobustRepro.Measures;
using RobustRepro.Measuring;
using RobustRepro.Stimuli;
using RobustRepro.Studies;
using RobustRepro.Studies.Trifeature;
using RobustRepro.Training;
using RobustRepro.Verification;

namespace RobustRepro.Tests.Verification;

[Trait("Speed", "slow")]
public sealed class VerifierTests
{
    /// <summary>Whoever asks for one claim does not wait for the others' images.</summary>
    [Fact]
    public void A_claim_measures_what_it_reads_and_no_more()
    {
        NetworkStudy study = TrifeatureStudy.Open();
        var verification = new Verifier(study);
        var robust = new NetworkId("resnet", TrainingMode.Robust, 12);

        ClaimResult alone = verification.Judge(new ShapeLessClaim(), "resnet");
        study
            .Measure(robust, MeasurementRequest.Nothing)
            .Decisions.Keys.Should()
            .Equal(StimulusName.Intact, StimulusName.TexturePatches, StimulusName.Scrambled);

        verification.Judge(new ShapeBiasClaim(), "resnet");
        NetworkMeasurements both = study.Measure(robust, MeasurementRequest.Nothing);
        both.Decisions.Keys.Should().Contain(StimulusName.CueConflict).And.NotContain(StimulusName.Contours);
        both.UnderAttack.Should().BeEmpty();
        both.Units.Should().BeNull();

        // what was measured for others changes nothing
        verification.Judge(new ShapeLessClaim(), "resnet").Table.Should().BeEquivalentTo(alone.Table);
    }

    /// <summary>Networks of which nothing but verdicts is asked are measured less, and judged alike.</summary>
    [Fact]
    public void What_verdicts_take_gives_the_same_verdicts()
    {
        NetworkStudy whole = TrifeatureStudy.Open(),
            less = TrifeatureStudy.Open();
        Claim[] claims = [.. whole.Claims.Where(c => (c.Parts & MeasurementParts.Units) == 0)];
        Runs Measured(NetworkStudy standard, MeasurementRequest request) =>
            new(
                [standard.Measure(new("resnet", TrainingMode.Standard, 10), request)],
                [whole.Measure(new("resnet", TrainingMode.Robust, 10), MeasurementRequest.Of(claims))]
            );
        Runs all = Measured(whole, MeasurementRequest.Of(claims)),
            verdicts = Measured(less, MeasurementRequest.OfVerdicts(claims));
        verdicts.Standard[0].Decisions.Count.Should().BeLessThan(all.Standard[0].Decisions.Count);
        verdicts.Standard[0].UnderAttack.Select(a => a.Eps).Should().Equal(2, 3);
        foreach (Claim claim in claims)
            claim
                .Judge("less", "resnet", verdicts)
                .Row.Should()
                .BeEquivalentTo(claim.Judge("less", "resnet", all).Row, claim.Id);

        // the rest is measured when it is asked for
        less.Measure(new("resnet", TrainingMode.Standard, 10), MeasurementRequest.Of(claims))
            .UnderAttack.Should()
            .BeEquivalentTo(all.Standard[0].UnderAttack);
    }
}
