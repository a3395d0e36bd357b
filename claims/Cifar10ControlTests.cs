using RobustRepro.Claims;
using RobustRepro.Models;
using RobustRepro.Statistics;
using RobustRepro.Studies.Cifar10;
using RobustRepro.Verification;

namespace RobustRepro.ClaimTests;

/// <summary>The controls of the cifar10 study, and its tables beside the claims.</summary>
[Trait("Study", "cifar10"), Trait("Claim", "controls"), Trait("Speed", "slow")]
public sealed class Cifar10ControlTests
{
    public const string SnapshotName = "controls.cifar10";

    /// <summary>Whatever is found comes from the images.</summary>
    [
        Cifar10Theory(needsStimuli: true),
        MemberData(nameof(StudyUnderTest.WhereLong), MemberType = typeof(StudyUnderTest))
    ]
    public void Shuffled_labels_support_nothing(string architecture)
    {
        Verifier study = StudyUnderTest.Open(Cifar10Study.Id);
        foreach (Claim claim in study.Study.Claims.Where(c => c.UsesLabels))
            study
                .JudgeShuffled(claim, architecture)
                .Verdict.Should()
                .NotBe(Verdict.Supported, "{0} has nothing to rest on", claim.Id);
    }

    [Cifar10Fact]
    public void The_accuracy_matched_control_and_the_corruptions_come_out_as_recorded()
    {
        Verifier study = StudyUnderTest.Open(Cifar10Study.Id);
        VerificationResult result = study.Run(study.Study.Claims, [.. ModelRegistry.Small.Select(a => a.Name)]);
        Snapshot.Verify(
            SnapshotName,
            [
                .. AccuracyMatchedControl.Tables(result),
                .. result.Tables,
                UntrainedControl.Table(
                    Cifar10Study.Id,
                    ModelRegistry.Small.ToDictionary(a => a.Name, a => study.Untrained(a.Name))
                ),
            ]
        );
    }
}
