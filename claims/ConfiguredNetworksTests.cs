using System.Collections.Concurrent;
using RobustRepro.Claims;
using RobustRepro.Configuration;
using RobustRepro.Verification;

namespace RobustRepro.ClaimTests;

/// <summary>The gate: a team's networks come out as recorded, network by network and claim by claim.</summary>
[Trait("Claim", "networks"), Trait("Speed", "slow")]
public sealed class ConfiguredNetworksTests
{
    private static readonly SuiteConfiguration Configuration = SuiteConfiguration.Load();

    // every claim of an entry is judged on the same measurements
    private static readonly ConcurrentDictionary<string, Lazy<IReadOnlyList<GateChange>>> Changes = new();

    public static TheoryData<string, string> Cases
    {
        get
        {
            TheoryData<string, string> cases = [];
            foreach (GivenNetworks networks in ConfiguredNetworks.Of(Configuration))
            foreach (Claim claim in ClaimRegistry.All)
                cases.Add(networks.Name, claim.Id);
            return cases;
        }
    }

    [ConfiguredNetworksTheory, MemberData(nameof(Cases))]
    public void Come_out_as_recorded(string networks, string claim) =>
        Changes
            .GetOrAdd(networks, name => new(() => RecordedNetworks.Changes(Configuration, name)))
            .Value.Where(c => c.Claim == claim || c.Claim.Length == 0)
            .Select(c => c.Text)
            .Should()
            .BeEmpty();
}
