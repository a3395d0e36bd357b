using RobustRepro.Configuration;
using RobustRepro.Verification;

namespace RobustRepro.ClaimTests;

/// <summary>Networks that settings name, held to their record.</summary>
internal static class RecordedNetworks
{
    /// <summary>What came out otherwise than recorded.</summary>
    /// <param name="configuration">The settings that name them.</param>
    public static IReadOnlyList<GateChange> Changes(SuiteConfiguration configuration, string name)
    {
        GivenNetworks networks = ConfiguredNetworks.Find(configuration, name)[0];
        var recorded = GateRecord.Load(GateRecord.PathOf(configuration.File!, name), name);
        JudgedNetworks judged = networks.Judge(
            configuration,
            (_, study, architecture) => new Verifier(study).Run(study.Claims, [architecture])
        );
        return recorded.Changes(judged, networks.Rule);
    }
}
