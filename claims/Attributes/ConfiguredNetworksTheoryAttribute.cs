using RobustRepro.Configuration;

namespace RobustRepro.ClaimTests;

/// <summary>A test of each of the networks that <c>robustrepro.json</c> names; skipped where it names none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ConfiguredNetworksTheoryAttribute : TheoryAttribute
{
    public ConfiguredNetworksTheoryAttribute()
    {
        if (ConfiguredNetworks.Of(SuiteConfiguration.Load()).Count == 0)
            Skip = "robustrepro.json names no networks: docs/ci.md says how";
    }
}
