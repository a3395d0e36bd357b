using RobustRepro.Claims;
using RobustRepro.Files;
using RobustRepro.Measures;
using RobustRepro.Measuring;
using RobustRepro.Reporting;
using RobustRepro.Stimuli;
using RobustRepro.Studies;
using RobustRepro.Studies.Imagenet;
using RobustRepro.Verification;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Studies.Imagenet;

/// <summary>The imagenet study from end to end, without ImageNet: every claim comes to a verdict on random networks and
/// made-up images. What they come to says nothing.</summary>
[Trait("Speed", "slow")]
public sealed class RehearsalTests
{
    [Fact]
    public void Every_claim_of_the_imagenet_study_comes_to_a_verdict_and_into_the_report()
    {
        using var folder = new ImagenetFolder(networks: true);
        NetworkStudy study = ImagenetStudy.Open(folder.Inputs);
        var recorder = new Recorder();
        var verification = new Verifier(study) { Progress = recorder, Illustrated = true };

        VerificationResult result = verification.Run(study.Claims, ["alexnet"]);

        result.Skipped.Should().BeEmpty();
        result.Results.Select(r => r.Claim).Should().Equal(study.Claims);
        result.Shuffled.Should().HaveCount(study.Claims.Count(c => c.UsesLabels));
        result.StandardAgainstStandard.Cells.Should().BeEmpty("there is one S");
        NetworkPair pair = result.Networks["alexnet"].Pairs[0];
        pair.Standard.Provenance.Should().StartWith("alexnet-standard.safetensors SHA-256 ");
        pair.Standard.Decisions[StimulusName.CueConflict].Categories.Should().Equal(EntryLevelCategories.All);
        pair.Standard.Decisions[StimulusName.Intact].Categories.Should().HaveCount(1000);
        pair.Robust.Units!.Concepts.Should()
            .Contain(c => c.Setting.NormalisedTwice, "the paper's code normalised the input of AlexNet-R twice");
        pair.Standard.UnderAttack.Select(a => a.Eps).Should().Equal(0.5f, 1, 3);
        recorder.Stages.Should().Contain(["intact", "cue-conflict", "dissection", "noise", "top images"]);

        Report report = VerificationReport.Build(result, PublishedFigures.Load(Fixtures.Published), CPU);
        string page = HtmlReport.Html(report);
        page.Should()
            .Contain("no stylized photographs")
            .And.Contain("Studies:Imagenet:Stylized")
            .And.Contain("SHA-256 of names and classes");
        foreach (Claim claim in study.Claims)
            page.Should().Contain($"claim-{claim.Id}");
    }

    private sealed class Recorder : IProgress<MeasurementProgress>
    {
        public HashSet<string> Stages { get; } = [];

        public void Report(MeasurementProgress value) => Stages.Add(value.Stage);
    }
}
