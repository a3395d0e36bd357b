using RobustRepro.Claims;

namespace RobustRepro.ClaimTests;

/// <summary>Claim <c>less-diverse</c>: R's units respond to fewer types of inputs.</summary>
[Trait("Claim", "less-diverse")]
public sealed class LessDiverseTests
{
    public static TheoryData<string> Architectures => StudyUnderTest.Architectures;

    [Theory, MemberData(nameof(Architectures))]
    [Trait("Study", "trifeature"), Trait("Speed", "slow")]
    public void Trifeature(string architecture) =>
        StudyUnderTest.Check(new LessDiverseClaim(), "trifeature", architecture);

    [Cifar10Theory, MemberData(nameof(StudyUnderTest.WhereLong), MemberType = typeof(StudyUnderTest))]
    [Trait("Study", "cifar10"), Trait("Speed", "slow")]
    public void Cifar10(string architecture) => StudyUnderTest.Check(new LessDiverseClaim(), "cifar10", architecture);
}
