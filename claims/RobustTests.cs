using RobustRepro.Claims;
using Xunit;

namespace RobustRepro.ClaimTests;

/// <summary>Claim <c>robust</c>: R withstands the attack that S falls to.</summary>
[Trait("Claim", "robust")]
public sealed class RobustTests
{
    public static TheoryData<string> Architectures => StudyUnderTest.Architectures;

    [Theory, MemberData(nameof(Architectures))]
    [Trait("Study", "trifeature"), Trait("Speed", "slow")]
    public void Trifeature(string architecture) => StudyUnderTest.Check(new RobustClaim(), "trifeature", architecture);
}
