using RobustRepro.Claims;

namespace RobustRepro.ClaimTests;

/// <summary>Every preregistered claim on photographs of ImageNet, for each architecture whose fifteen networks are
/// trained.</summary>
[Trait("Claim", "all"), Trait("Study", StudyUnderTest.Tinyimagenet), Trait("Speed", "slow")]
public sealed class TinyimagenetTests
{
    /// <summary>Architectures whose networks are all there; an architecture is judged then, and not before.</summary>
    public static IReadOnlyList<string> Trained { get; } =
    [.. StudyUnderTest.Study(StudyUnderTest.Tinyimagenet).Networks.Architectures.Select(a => a.Name)];

    public static TheoryData<string, string> Cases
    {
        get
        {
            TheoryData<string, string> cases = [];
            foreach (Claim claim in StudyUnderTest.Study(StudyUnderTest.Tinyimagenet).Claims)
            foreach (string architecture in Trained)
                cases.Add(claim.Id, architecture);
            return cases;
        }
    }

    [TinyimagenetTheory, MemberData(nameof(Cases))]
    public void Comes_out_as_recorded(string claim, string architecture) =>
        StudyUnderTest.Check(
            StudyUnderTest.Study(StudyUnderTest.Tinyimagenet).Claims.First(c => c.Id == claim),
            StudyUnderTest.Tinyimagenet,
            architecture
        );
}
