using RobustRepro.Claims;

namespace RobustRepro.ClaimTests;

/// <summary>Claim <c>robust</c>: R withstands the attack that S falls to.</summary>
[Trait("Claim", "robust")]
public sealed class RobustTests
{
    public static TheoryData<string> Architectures => StudyUnderTest.Architectures;

    [Theory, MemberData(nameof(Architectures))]
    [Trait("Study", "trifeature"), Trait("Speed", "slow")]
    public void Trifeature(string architecture) => StudyUnderTest.Check(new RobustClaim(), "trifeature", architecture);

    [Cifar10Theory, MemberData(nameof(StudyUnderTest.WhereLong), MemberType = typeof(StudyUnderTest))]
    [Trait("Study", "cifar10"), Trait("Speed", "slow")]
    public void Cifar10(string architecture) => StudyUnderTest.Check(new RobustClaim(), "cifar10", architecture);

    [PublishedNumbersFact, Trait("Study", "published")]
    public void Published() => PublishedNumbers.Check("robust");
}
