using RobustRepro.Claims;

namespace RobustRepro.ClaimTests;

/// <summary>Claim <c>shape-units</c>: R's single units carry decisions by shape.</summary>
[Trait("Claim", "shape-units")]
public sealed class ShapeUnitsTests
{
    public static TheoryData<string> Architectures => StudyUnderTest.Architectures;

    [Theory, MemberData(nameof(Architectures))]
    [Trait("Study", "trifeature"), Trait("Speed", "slow")]
    public void Trifeature(string architecture) =>
        StudyUnderTest.Check(new ShapeUnitsClaim(), "trifeature", architecture);

    [Cifar10Theory, MemberData(nameof(StudyUnderTest.WhereLong), MemberType = typeof(StudyUnderTest))]
    [Trait("Study", "cifar10"), Trait("Speed", "slow")]
    public void Cifar10(string architecture) => StudyUnderTest.Check(new ShapeUnitsClaim(), "cifar10", architecture);
}
