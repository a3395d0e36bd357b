using RobustRepro.Claims;
using RobustRepro.Verification;

namespace RobustRepro.ClaimTests;

/// <summary>Every preregistered claim on photographs of ImageNet, and the controls, for each architecture whose fifteen
/// networks are trained.</summary>
[Trait("Study", StudyUnderTest.Tinyimagenet), Trait("Speed", "slow")]
public sealed class TinyimagenetTests
{
    /// <summary>Architectures whose networks are all there; an architecture is judged then, and not before.</summary>
    public static IReadOnlyList<string> Trained { get; } =
    [.. StudyUnderTest.Study(StudyUnderTest.Tinyimagenet).Networks.Architectures.Select(a => a.Name)];

    public static TheoryData<string> Architectures => [.. Judged];

    public static TheoryData<string, string> Cases
    {
        get
        {
            TheoryData<string, string> cases = [];
            foreach (Claim claim in StudyUnderTest.Study(StudyUnderTest.Tinyimagenet).Claims)
            foreach (string architecture in Judged)
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
    [TinyimagenetTheory, MemberData(nameof(Architectures)), Trait("Claim", "controls")]
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

    /// <summary>All that are trained; where a build server asks for one, that one or the first.</summary>
    private static IReadOnlyList<string> Judged =>
        Environment.GetEnvironmentVariable(StudyUnderTest.OneArchitecture) is { Length: > 0 } one
            ? [Trained.Contains(one) ? one : Trained[0]]
            : Trained;
}
