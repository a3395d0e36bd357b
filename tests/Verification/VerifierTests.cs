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
}
