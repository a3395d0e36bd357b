using RobustRepro.Configuration;
using RobustRepro.Studies;
using RobustRepro.Verification;

namespace RobustRepro.ClaimTests;

/// <summary>The gate: a team's networks come out as recorded, claim by claim.</summary>
[Trait("Claim", "networks"), Trait("Speed", "slow")]
public sealed class ConfiguredNetworksTests
{
    [ConfiguredNetworksFact]
    public void They_come_out_as_recorded()
    {
        var configuration = SuiteConfiguration.Load();
        var changes = new List<string>();
        foreach ((string name, GivenPair pair) in ConfiguredNetworks.Of(configuration))
        {
            var recorded = GateRecord.Load(GateRecord.PathOf(configuration.File!, name), name);
            (IStudy study, string architecture) = pair.Open(configuration);
            changes.AddRange(recorded.Changes(new Verifier(study).Run(study.Claims, [architecture]), pair.Tolerance));
        }
        changes.Should().BeEmpty();
    }
}
