using RobustRepro.Claims;

namespace RobustRepro.ClaimTests;

/// <summary>Claim <c>ood-noise</c>: R recognises noisy images better than S.</summary>
[Trait("Claim", "ood-noise")]
public sealed class OodNoiseTests
{
    [Cifar10Theory, MemberData(nameof(StudyUnderTest.WhereLong), MemberType = typeof(StudyUnderTest))]
    [Trait("Study", "cifar10"), Trait("Speed", "slow")]
    public void Cifar10(string architecture) => StudyUnderTest.Check(new OodNoiseClaim(), "cifar10", architecture);

    [PublishedNumbersFact, Trait("Study", "published")]
    public void Published() => PublishedNumbers.Check("ood-noise");
}
