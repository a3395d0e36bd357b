using RobustRepro.Claims;
using RobustRepro.Verification;

namespace RobustRepro.ClaimTests;

/// <summary>Every preregistered claim on photographs of ImageNet, and the controls, for each architecture: fifteen
/// networks.</summary>
[Trait("Study", StudyUnderTest.Tinyimagenet), Trait("Speed", "slow")]
public sealed class TinyimagenetTests
{
    public static TheoryData<string, string> Cases
    {
        get
        {
            TheoryData<string, string> cases = [];
            foreach (Claim claim in StudyUnderTest.Study(StudyUnderTest.Tinyimagenet).Claims)
            foreach (string architecture in StudyUnderTest.Long)
                cases.Add(claim.Id, architecture);
            return cases;
        }
    }

    [TinyimagenetTheory, MemberData(nameof(Cases)), Trait("Claim", "all")]
    public void Claims_come_out_as_recorded(string claim, string architecture) =>
        StudyUnderTest.Check(
            StudyUnderTest.Study(StudyUnderTest.Tinyimagenet).Claims.First(c => c.Id == claim),
            StudyUnderTest.Tinyimagenet,
            architecture
        );

    /// <summary>S stopped at R's accuracy against R, S against S, and shuffled labels.</summary>
    [TinyimagenetTheory, MemberData(nameof(StudyUnderTest.WhereLong), MemberType = typeof(StudyUnderTest))]
    [Trait("Claim", "controls")]
    public void Controls_come_out_as_recorded(string architecture)
    {
        Verifier verifier = StudyUnderTest.Open(StudyUnderTest.Tinyimagenet);
        VerificationResult result = verifier.Run(verifier.Study.Claims, [architecture]);
        new ShuffledControl(result.Shuffled).FindsTooMuch.Should().BeFalse("labels that mean nothing");
        Snapshot.Verify(
            SnapshotOf(architecture),
            [
                .. AccuracyMatchedControl.Tables(result),
                result.StandardAgainstStandard.Table(StudyUnderTest.Tinyimagenet),
                .. result.Tables,
            ]
        );
    }

    /// <summary>The name of the controls' snapshot.</summary>
    public static string SnapshotOf(string architecture) => $"controls.{StudyUnderTest.Tinyimagenet}.{architecture}";
}
