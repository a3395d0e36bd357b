using RobustRepro.Claims;

namespace RobustRepro.ClaimTests;

/// <summary>Claim <c>texture-less</c>: R is better without texture.</summary>
[Trait("Claim", "texture-less")]
public sealed class TextureLessTests
{
    public static TheoryData<string> Architectures => StudyUnderTest.Architectures;

    [Theory, MemberData(nameof(Architectures))]
    [Trait("Study", "trifeature"), Trait("Speed", "slow")]
    public void Trifeature(string architecture) =>
        StudyUnderTest.Check(new TextureLessClaim(), "trifeature", architecture);

    [
        Cifar10Theory(needsStimuli: true),
        MemberData(nameof(StudyUnderTest.WhereLong), MemberType = typeof(StudyUnderTest))
    ]
    [Trait("Study", "cifar10"), Trait("Speed", "slow")]
    public void Cifar10(string architecture) => StudyUnderTest.Check(new TextureLessClaim(), "cifar10", architecture);

    [PublishedNumbersFact, Trait("Study", "published")]
    public void Published() => PublishedNumbers.Check("texture-less");
}
