using RobustRepro.Claims;
using RobustRepro.Models;
using RobustRepro.Verification;

namespace RobustRepro.ClaimTests;

/// <summary>Every claim over all architectures of a study, and the control S against S: what the studies come
/// to.</summary>
[Trait("Claim", "all"), Trait("Speed", "slow")]
public sealed class HeadlineTests
{
    [Fact, Trait("Study", "trifeature")]
    public void Trifeature()
    {
        VerificationResult result = Check("trifeature");
        result.StandardAgainstStandard.Cells.Should().NotBeEmpty();
        result.StandardAgainstStandard.FindsTooMuch.Should().BeFalse("there is nothing to find between S and S");
    }

    [Cifar10Fact, Trait("Study", "cifar10")]
    public void Cifar10() => Check("cifar10");

    [TinyimagenetFact, Trait("Study", StudyUnderTest.Tinyimagenet)]
    public void Tinyimagenet() =>
        Check(StudyUnderTest.Tinyimagenet)
            .StandardAgainstStandard.FindsTooMuch.Should()
            .BeFalse("there is nothing to find between S and S");

    /// <summary>The name of a study's snapshot.</summary>
    public static string SnapshotOf(string study) => $"headlines.{study}";

    private static VerificationResult Check(string study)
    {
        Verifier verifier = StudyUnderTest.Open(study);
        VerificationResult result = verifier.Run(verifier.Study.Claims, [.. ModelRegistry.Small.Select(a => a.Name)]);
        Snapshot.Verify(
            SnapshotOf(study),
            [
                // what differs most between processors has a table of its own, so that the others stay exact
                .. result
                    .Headlines.GroupBy(h => h.Claim is ShapeUnitsClaim)
                    .Select(g => Headlines.Table(study, [.. g])),
                .. result.StandardAgainstStandard.Cells.Count > 0
                    ? [result.StandardAgainstStandard.Table(study)]
                    : Array.Empty<Tables.ResultTable>(),
            ]
        );
        return result;
    }
}
