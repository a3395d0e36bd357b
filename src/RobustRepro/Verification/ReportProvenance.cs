using RobustRepro.Measures;
using RobustRepro.Runtime;
using RobustRepro.Statistics;
using TorchSharp;

namespace RobustRepro.Verification;

/// <summary>Where every number of a report comes from.</summary>
internal static class ReportProvenance
{
    public static IEnumerable<(string Key, string Value)> Of(VerificationResult verification, torch.Device device) =>
        [
            ("suite", $"RobustRepro {BuildInfo.Version}, commit {BuildInfo.Commit}"),
            (
                "libtorch",
                $"{TorchRuntime.LibTorchVersion} through TorchSharp, device {device}, {TorchRuntime.Threads} threads"
            ),
            .. verification.Networks.Select(n => ($"seeds of {n.Key}", Seeds(n.Value))),
            ("decision rule", $"{DecisionRule.Text} Seed of the resampling: {DecisionRule.Seed}."),
            .. verification.Study.Provenance,
            .. verification
                .Networks.Values.SelectMany(n => n.Pairs)
                .SelectMany(p => new[] { p.Standard, p.Robust })
                .Concat(verification.Networks.Values.SelectMany(n => n.Matched.Select(p => p.Standard)))
                .SelectMany(n => n.AndOtherWidths)
                .DistinctBy(n => n.Name)
                .SelectMany(n =>
                    new[] { (n.Name, n.Provenance), ($"measurements of {n.Name}", MeasuredPart.Text(n.Parts)) }
                ),
        ];

    private static string Seeds(ArchitectureNetworks networks) =>
        $"S and R {string.Join(", ", networks.Seeds)}" + Further("S stopped at R's accuracy", networks.MatchedSeeds);

    private static string Further(string what, IReadOnlyList<int> seeds) =>
        seeds.Count == 0 ? "" : $"; {what} {string.Join(", ", seeds)}";
}
