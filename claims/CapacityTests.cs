using RobustRepro.Claims;

namespace RobustRepro.ClaimTests;

/// <summary>Claim <c>capacity</c>: R gains more from width than S. Resnets alone have other widths.</summary>
[Trait("Claim", "capacity"), Trait("Speed", "slow")]
public sealed class CapacityTests
{
    [Theory, InlineData("resnet"), Trait("Study", "trifeature")]
    public void Trifeature(string architecture) =>
        StudyUnderTest.Check(new CapacityClaim(), "trifeature", architecture);

    [TinyimagenetTheory, InlineData("resnet"), Trait("Study", StudyUnderTest.Tinyimagenet)]
    public void Tinyimagenet(string architecture) =>
        StudyUnderTest.Check(new CapacityClaim(), StudyUnderTest.Tinyimagenet, architecture);
}
