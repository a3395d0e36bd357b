using RobustRepro.Claims;
using RobustRepro.Measures;
using RobustRepro.Measures.Units;
using RobustRepro.Models;
using RobustRepro.Verification;

namespace RobustRepro.ClaimTests;

/// <summary>The control of network dissection: what it finds in networks that have learnt nothing.</summary>
[Trait("Study", "trifeature"), Trait("Claim", "controls"), Trait("Speed", "slow")]
public sealed class UntrainedTests
{
    public const string SnapshotName = "untrained.trifeature";

    public static TheoryData<string> Architectures => StudyUnderTest.Architectures;

    [Fact]
    public void Untrained_networks_have_the_recorded_detectors() =>
        Snapshot.Verify(
            SnapshotName,
            [
                UntrainedControl.Table(
                    "trifeature",
                    ModelRegistry.Small.ToDictionary(
                        a => a.Name,
                        a => StudyUnderTest.Open("trifeature").Untrained(a.Name)
                    )
                ),
            ]
        );

    [Theory, MemberData(nameof(Architectures))]
    public void Training_makes_most_of_the_detectors(string architecture)
    {
        static double Share(IEnumerable<LayerConcepts> layers) =>
            layers.SelectMany(l => l.Units).Average(u => u.IsDetector(DissectionRule.DecidingIou) ? 1.0 : 0);
        double untrained = Share(
            StudyUnderTest.Open("trifeature").Untrained(architecture).Units!.Under(ConceptSetting.Deciding)
        );
        foreach (
            NetworkPair pair in StudyUnderTest.Open("trifeature").Pairs(architecture, new(MeasurementParts.Units, []))
        )
        {
            Share(pair.Standard.Units!.Under(ConceptSetting.Deciding)).Should().BeGreaterThan(2 * untrained);
            Share(pair.Robust.Units!.Under(ConceptSetting.Deciding)).Should().BeGreaterThan(2 * untrained);
        }
    }
}
