using RobustRepro.Claims;

namespace RobustRepro.ClaimTests;

/// <summary>Claim <c>lower-level</c>: R's units detect textures and colours rather than objects.</summary>
[Trait("Claim", "lower-level")]
public sealed class LowerLevelTests
{
    public static TheoryData<string> Architectures => StudyUnderTest.Architectures;

    [Theory, MemberData(nameof(Architectures))]
    [Trait("Study", "trifeature"), Trait("Speed", "slow")]
    public void Trifeature(string architecture) =>
        StudyUnderTest.Check(new LowerLevelClaim(), "trifeature", architecture);

    [Cifar10Theory, MemberData(nameof(StudyUnderTest.WhereLong), MemberType = typeof(StudyUnderTest))]
    [Trait("Study", "cifar10"), Trait("Speed", "slow")]
    public void Cifar10(string architecture) => StudyUnderTest.Check(new LowerLevelClaim(), "cifar10", architecture);
}
