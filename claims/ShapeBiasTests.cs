using RobustRepro.Claims;

namespace RobustRepro.ClaimTests;

/// <summary>Claim <c>shape-bias</c>: R goes by shape where S goes by texture.</summary>
[Trait("Claim", "shape-bias")]
public sealed class ShapeBiasTests
{
    public static TheoryData<string> Architectures => StudyUnderTest.Architectures;

    [Theory, MemberData(nameof(Architectures))]
    [Trait("Study", "trifeature"), Trait("Speed", "slow")]
    public void Trifeature(string architecture) =>
        StudyUnderTest.Check(new ShapeBiasClaim(), "trifeature", architecture);

    [
        Cifar10Theory(needsStimuli: true),
        MemberData(nameof(StudyUnderTest.WhereLong), MemberType = typeof(StudyUnderTest))
    ]
    [Trait("Study", "cifar10"), Trait("Speed", "slow")]
    public void Cifar10(string architecture) => StudyUnderTest.Check(new ShapeBiasClaim(), "cifar10", architecture);

    [PublishedNumbersFact, Trait("Study", "published")]
    public void Published() => PublishedNumbers.Check("shape-bias");
}
