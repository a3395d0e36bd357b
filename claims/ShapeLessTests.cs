using RobustRepro.Claims;

namespace RobustRepro.ClaimTests;

/// <summary>Claim <c>shape-less</c>: R is worse without shape.</summary>
[Trait("Claim", "shape-less")]
public sealed class ShapeLessTests
{
    public static TheoryData<string> Architectures => StudyUnderTest.Architectures;

    [Theory, MemberData(nameof(Architectures))]
    [Trait("Study", "trifeature"), Trait("Speed", "slow")]
    public void Trifeature(string architecture) =>
        StudyUnderTest.Check(new ShapeLessClaim(), "trifeature", architecture);

    [Cifar10Theory, MemberData(nameof(StudyUnderTest.WhereLong), MemberType = typeof(StudyUnderTest))]
    [Trait("Study", "cifar10"), Trait("Speed", "slow")]
    public void Cifar10(string architecture) => StudyUnderTest.Check(new ShapeLessClaim(), "cifar10", architecture);
}
