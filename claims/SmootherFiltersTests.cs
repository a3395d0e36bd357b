using RobustRepro.Claims;
using Xunit;

namespace RobustRepro.ClaimTests;

/// <summary>Claim <c>smoother-filters</c>: R's filters are smoother.</summary>
[Trait("Claim", "smoother-filters")]
public sealed class SmootherFiltersTests
{
    public static TheoryData<string> Architectures => StudyUnderTest.Architectures;

    [Theory, MemberData(nameof(Architectures))]
    [Trait("Study", "trifeature"), Trait("Speed", "slow")]
    public void Trifeature(string architecture) => StudyUnderTest.Check(new SmootherFiltersClaim(), "trifeature", architecture);
}
