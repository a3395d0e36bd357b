using RobustRepro.Claims;
using Xunit;

namespace RobustRepro.ClaimTests;

/// <summary>Claim <c>less-diverse</c>: R's units respond to fewer types of inputs.</summary>
[Trait("Claim", "less-diverse")]
public sealed class LessDiverseTests
{
    public static TheoryData<string> Architectures => StudyUnderTest.Architectures;

    [Theory, MemberData(nameof(Architectures))]
    [Trait("Study", "trifeature"), Trait("Speed", "slow")]
    public void Trifeature(string architecture) => StudyUnderTest.Check(new LessDiverseClaim(), "trifeature", architecture);
}
