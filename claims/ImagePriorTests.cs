using RobustRepro.Claims;

namespace RobustRepro.ClaimTests;

/// <summary>Claim <c>image-prior</c>: what R draws, other networks name. It takes as long as all other claims together:
/// a build server judges one architecture.</summary>
[Trait("Claim", "image-prior"), Trait("Speed", "slow")]
public sealed class ImagePriorTests
{
    [Theory, MemberData(nameof(StudyUnderTest.WhereLong), MemberType = typeof(StudyUnderTest))]
    [Trait("Study", "trifeature")]
    public void Trifeature(string architecture) =>
        StudyUnderTest.Check(new ImagePriorClaim(), "trifeature", architecture);

    [Cifar10Theory, MemberData(nameof(StudyUnderTest.WhereLong), MemberType = typeof(StudyUnderTest))]
    [Trait("Study", "cifar10")]
    public void Cifar10(string architecture) => StudyUnderTest.Check(new ImagePriorClaim(), "cifar10", architecture);
}
