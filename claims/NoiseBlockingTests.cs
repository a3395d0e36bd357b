using RobustRepro.Claims;

namespace RobustRepro.ClaimTests;

/// <summary>Claim <c>noise-blocking</c>: noise passes R's early layers less.</summary>
[Trait("Claim", "noise-blocking")]
public sealed class NoiseBlockingTests
{
    public static TheoryData<string> Architectures => StudyUnderTest.Architectures;

    [Theory, MemberData(nameof(Architectures))]
    [Trait("Study", "trifeature"), Trait("Speed", "slow")]
    public void Trifeature(string architecture) =>
        StudyUnderTest.Check(new NoiseBlockingClaim(), "trifeature", architecture);

    [Cifar10Theory, MemberData(nameof(StudyUnderTest.WhereLong), MemberType = typeof(StudyUnderTest))]
    [Trait("Study", "cifar10"), Trait("Speed", "slow")]
    public void Cifar10(string architecture) => StudyUnderTest.Check(new NoiseBlockingClaim(), "cifar10", architecture);
}
