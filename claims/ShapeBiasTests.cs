using RobustRepro.Claims;
using Xunit;

namespace RobustRepro.ClaimTests;

/// <summary>Claim <c>shape-bias</c>: R goes by shape where S goes by texture.</summary>
[Trait("Claim", "shape-bias")]
public sealed class ShapeBiasTests
{
    public static TheoryData<string> Architectures => StudyUnderTest.Architectures;

    [Theory, MemberData(nameof(Architectures))]
    [Trait("Study", "trifeature"), Trait("Speed", "slow")]
    public void Trifeature(string architecture) => StudyUnderTest.Check(new ShapeBiasClaim(), "trifeature", architecture);
}
