using System.Globalization;
using RobustRepro.Claims;
using RobustRepro.Files;
using RobustRepro.Measures;
using RobustRepro.Runtime;
using RobustRepro.Statistics;
using RobustRepro.Training;
using TorchSharp;

namespace RobustRepro.Verification;

/// <summary>All that one verdict rests on, and the commands that make its numbers again: for a reader who trusts
/// nothing.</summary>
public static class Explanation
{
    /// <summary>Lines of plain text.</summary>
    /// <param name="verification">Holds the claim's result on this architecture.</param>
    /// <param name="result">One of its results.</param>
    /// <param name="settings">KEY=VALUE of every setting that is not the default.</param>
    public static IReadOnlyList<string> Of(
        VerificationResult verification,
        ClaimResult result,
        torch.Device device,
        IReadOnlyList<string> settings
    )
    {
        Claim claim = result.Claim;
        NetworkMeasurements[] networks = [.. result.Runs.All.SelectMany(n => n.AndOtherWidths)];
        List<string> lines =
        [
            $"{result}",
            "",
            $"claim       {claim.Text.Statement}",
            $"prediction  {claim.Text.Prediction}",
            $"measure     {claim.Text.Measure}",
            $"page        docs/claims/{claim.Id}.md",
            $"rule        {DecisionRule.Text}",
            "",
            "runs",
            .. Runs(result.Runs.Standard, result.Row.StandardRuns),
            .. Runs(result.Runs.Robust, result.Row.RobustRuns),
            .. result
                .Runs.All.SelectMany(n => n.OtherWidths)
                .Select(o => $"  {o.Network.Name, -33}  {o.Network.Provenance}"),
            "",
            "what was measured of each, when and where",
            .. networks.SelectMany(Parts),
            "",
            "images and settings",
            .. verification.Study.Provenance.Select(p => $"  {p.Key}: {p.Value}"),
            .. settings.Select(s => $"  {s}"),
            "",
            $"program     RobustRepro {BuildInfo.Version}, commit {BuildInfo.Commit}",
            $"libtorch    {TorchRuntime.LibTorchVersion} through TorchSharp, device {device}, "
                + $"{TorchRuntime.Threads} threads",
            "",
            "the same numbers again, nothing read from the store",
            $"  robustrepro verify --study {result.Study} --claim {claim.Id} --arch {result.Architecture} --fresh"
                + string.Concat(settings.Select(s => $" --set {s}")),
        ];
        string[] trainings = [.. networks.Select(n => Training(result.Study, n)).OfType<string>()];
        if (trainings.Length > 0)
            lines.AddRange(["", "the networks again", .. trainings]);
        return lines;
    }

    private static IEnumerable<string> Runs(
        IReadOnlyList<NetworkMeasurements> networks,
        IReadOnlyList<double> values
    ) =>
        networks.Select(
            (n, i) =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"  {n.Name, -24} {(i < values.Count ? values[i] : double.NaN), 8:0.0000}  {n.Provenance}"
                )
        );

    private static IEnumerable<string> Parts(NetworkMeasurements network) =>
        network.Parts.Select(p =>
            string.Create(
                CultureInfo.InvariantCulture,
                $"  {network.Name, -24} {p.What}, {p.At:yyyy-MM-dd HH:mm} UTC on {p.Machine}"
                    + $"{(p.WasRead ? ", read from the store" : "")}"
            )
        );

    /// <summary>Null for a network that the suite did not train: one whose weights do not bear its name.</summary>
    private static string? Training(string study, NetworkMeasurements network)
    {
        if (!network.Provenance.StartsWith($"{network.Name}.safetensors ", StringComparison.Ordinal))
            return null;
        var id = NetworkId.Parse(network.Name);
        return $"  robustrepro train --study {study} --arch {id.Architecture} --mode {id.Mode.Lower()} "
            + $"--seed {id.Seed}"
            + (id.Width == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $" --width {id.Width}"));
    }
}
