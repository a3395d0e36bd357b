using RobustRepro.Claims;

namespace RobustRepro.ClaimTests;

/// <summary>Claim <c>smoother-filters</c>: R's filters are smoother.</summary>
[Trait("Claim", "smoother-filters")]
public sealed class SmootherFiltersTests
{
    public static TheoryData<string> Architectures => StudyUnderTest.Architectures;

    [Theory, MemberData(nameof(Architectures))]
    [Trait("Study", "trifeature"), Trait("Speed", "slow")]
    public void Trifeature(string architecture) =>
        StudyUnderTest.Check(new SmootherFiltersClaim(), "trifeature", architecture);

    [Cifar10Theory, MemberData(nameof(StudyUnderTest.WhereLong), MemberType = typeof(StudyUnderTest))]
    [Trait("Study", "cifar10"), Trait("Speed", "slow")]
    public void Cifar10(string architecture) =>
        StudyUnderTest.Check(new SmootherFiltersClaim(), "cifar10", architecture);
}
