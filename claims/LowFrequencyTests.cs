using RobustRepro.Claims;

namespace RobustRepro.ClaimTests;

/// <summary>Claim <c>low-frequency</c>: R goes by the coarse image of a hybrid more often than S.</summary>
[Trait("Claim", "low-frequency")]
public sealed class LowFrequencyTests
{
    [Cifar10Theory, MemberData(nameof(StudyUnderTest.WhereLong), MemberType = typeof(StudyUnderTest))]
    [Trait("Study", "cifar10"), Trait("Speed", "slow")]
    public void Cifar10(string architecture) => StudyUnderTest.Check(new LowFrequencyClaim(), "cifar10", architecture);

    [PublishedNumbersFact, Trait("Study", "published")]
    public void Published() => PublishedNumbers.Check("low-frequency");
}
