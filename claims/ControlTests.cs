using RobustRepro.Claims;
using RobustRepro.Models;
using RobustRepro.Statistics;

namespace RobustRepro.ClaimTests;

/// <summary>Comparisons in which there is nothing to find: a claim that comes out supported here would show that the
/// measurement, not the network, makes the difference.</summary>
[Trait("Study", "trifeature"), Trait("Claim", "controls"), Trait("Speed", "slow")]
public sealed class ControlTests
{
    /// <summary>Claims without labels have nothing to shuffle.</summary>
    public static TheoryData<string, string> LabelledCases =>
        CasesOf(StudyUnderTest.Study("trifeature").Claims.Where(c => c.UsesLabels));

    [Theory, MemberData(nameof(LabelledCases))]
    public void Shuffled_labels_support_nothing(string claim, string architecture) =>
        StudyUnderTest
            .Open("trifeature")
            .JudgeShuffled(ClaimRegistry.Find(claim), architecture)
            .Verdict.Should()
            .NotBe(Verdict.Supported);

    private static TheoryData<string, string> CasesOf(IEnumerable<Claim> claims)
    {
        var cases = new TheoryData<string, string>();
        foreach (Claim claim in claims)
        {
            foreach (string architecture in ModelRegistry.Small.Select(a => a.Name))
                cases.Add(claim.Id, architecture);
        }
        return cases;
    }
}
